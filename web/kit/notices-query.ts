import { pages } from '../api/queries.ts'

/** What I was told, newest first; the first page also says how much of it is unread. */
export const noticesQuery = () => pages('/api/v1/notices', { query: { limit: 15 } })
