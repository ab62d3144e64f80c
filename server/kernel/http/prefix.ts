/** Where every operation lives. */
export const API_PREFIX = '/api/v1'
