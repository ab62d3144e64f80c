/** Where the desk lives on every host. The links that leave in mails begin with it. */
export const DESK_PATH = '/desk'

/** A token stands behind `#`: browsers keep that to themselves, so no log on the way has it. */
export const invitationLink = (origin: string, token: string): string =>
  `${origin}${DESK_PATH}/join#token=${token}`

export const setPasswordLink = (origin: string, token: string): string =>
  `${origin}${DESK_PATH}/set-password#token=${token}`
