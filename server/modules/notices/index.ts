import { defineModule } from '../../kernel/module.ts'
import { listNotices } from './list-notices.ts'
import { markAllRead, markRead } from './mark-read.ts'

export { type News, tellPeople, untell } from './tell-people.ts'
export { tellStanding } from './tell-standing.ts'

/** What each person is told: the bell. */
export const noticesModule = defineModule({
  name: 'notices',
  operations: [listNotices, markRead, markAllRead],
  records: { notice: 'own' },
})
