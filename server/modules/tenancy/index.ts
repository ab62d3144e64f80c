import { defineModule } from '../../kernel/module.ts'
import { openAnother, signUp } from './workshop/open-workshop.ts'
import { getWorkshop, getWorkshopBrief, updateWorkshop } from './workshop/settings.ts'

export { type ListedWorkshop, listWorkshops } from './workshop/list-workshops.ts'
export {
  createWorkshop,
  type OpenedWorkshop,
  TRIAL_DAYS,
  TRIAL_PLAN,
  workshopOpened,
} from './workshop/open-workshop.ts'

/** Workshops: how they are opened, found and set up. */
export const tenancyModule = defineModule({
  name: 'tenancy',
  records: { workshop: 'tenancy.workshop' },
  operations: [signUp, openAnother, getWorkshopBrief, getWorkshop, updateWorkshop],
})
