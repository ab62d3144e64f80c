import { schedule } from '../../kernel/jobs/job.ts'
import { defineModule } from '../../kernel/module.ts'
import { authPages } from './account/auth-pages.ts'
import { getAccount, getMe } from './account/get-me.ts'
import { renameMe } from './account/rename-me.ts'
import { endOtherSessions, endSession, listSessions } from './account/session-operations.ts'
import { createApiKey } from './api-key/create-api-key.ts'
import { apiKeys, getApiKey } from './api-key/list-api-keys.ts'
import { revokeApiKey } from './api-key/revoke-api-key.ts'
import { identityOf } from './identity.ts'
import { acceptInvitation, joinWorkshop, previewInvitation } from './invitation/accept-invitation.ts'
import { inviteMember } from './invitation/invite-member.ts'
import { invitations } from './invitation/list-invitations.ts'
import { mailInvitation } from './invitation/mail-invitation.ts'
import { revokeInvitation } from './invitation/revoke-invitation.ts'
import { getMember, members } from './member/list-members.ts'
import { memberSearch } from './member/member-search.ts'
import { removeMember } from './member/remove-member.ts'
import { updateMemberRole } from './member/update-member-role.ts'
import { createRole } from './role/create-role.ts'
import { deleteRole } from './role/delete-role.ts'
import { getRole, listPermissions, listRoles } from './role/list-roles.ts'
import { updateRole } from './role/update-role.ts'

export { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from './account/password.ts'
export type { Admission, Person } from './account/people.ts'
export { memberInvited, memberJoined, memberRemoved, memberRoleChanged } from './events.ts'
export { Identity, identityOf } from './identity.ts'
export { DESK_PATH } from './links.ts'
export { adminsOf } from './member/admins-of.ts'
export { type MemberWho, membersWho } from './member/members-who.ts'
export { addMember } from './member/membership.ts'
export { isBuiltInRole, ROLE_KEYS, ROLES, type RoleKey } from './roles.ts'

/** Who people are, where they are members, and what they may do. */
export const identityModule = defineModule({
  name: 'identity',
  operations: [
    getMe,
    renameMe,
    getAccount,
    listSessions,
    endSession,
    endOtherSessions,
    ...members.operations,
    getMember,
    inviteMember,
    updateMemberRole,
    removeMember,
    ...invitations.operations,
    revokeInvitation,
    previewInvitation,
    acceptInvitation,
    joinWorkshop,
    listRoles,
    getRole,
    listPermissions,
    createRole,
    updateRole,
    deleteRole,
    ...apiKeys.operations,
    getApiKey,
    createApiKey,
    revokeApiKey,
  ],
  records: { session: 'nobody' },
  decidesAccess: true,
  jobs: [mailInvitation],
  schedules: [
    schedule({ name: 'identity.sweep', cron: '17 * * * *', run: (kernel) => identityOf(kernel).sweep() }),
  ],
  pages: [authPages],
  search: [memberSearch],
  invariants: new URL('invariants/', import.meta.url),
})
