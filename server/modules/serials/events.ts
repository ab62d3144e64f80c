import { z } from 'zod'
import { event } from '../../kernel/events/event.ts'

/** Pieces were issued or changed, and the registry knows of it. Told by the worker, so that no command waits for it. */
export const serialsLinked = event('serials.serial.linked', z.object({}))
