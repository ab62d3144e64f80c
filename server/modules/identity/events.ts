import { z } from 'zod'
import { event } from '../../kernel/events/event.ts'

export const memberInvited = event('identity.member.invited', z.object({ invitationId: z.uuid() }))
export const memberJoined = event('identity.member.joined', z.object({ memberId: z.uuid() }))
export const memberRoleChanged = event('identity.member.role_changed', z.object({ memberId: z.uuid() }))
export const memberRemoved = event('identity.member.removed', z.object({ memberId: z.uuid() }))
