import { z } from 'zod'
import { event } from '../../kernel/events/event.ts'

export const brandChanged = event('branding.brand.changed', z.object({}))
