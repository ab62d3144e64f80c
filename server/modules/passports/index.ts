import { defineModule } from '../../kernel/module.ts'
import './errors.ts'
import { listConsents, recordConsent } from './consent/consents.ts'
import { getPassport, issuePassports, revokePassport } from './passport/passports.ts'
import { publishJob, republishJob } from './passport/publish.ts'
import { getDefaultProfile, getProfile, saveDefaultProfile, saveProfile } from './profile/profiles.ts'
import { passportPages } from './public/passport-pages.ts'

/** What a maker chooses to tell of a piece: a page, JSON-LD, and a credential that anybody can verify. */
export const passportsModule = defineModule({
  name: 'passports',
  records: { passport_consent: 'passports.consent', passport_profile: 'passports.profile' },
  operations: [
    getDefaultProfile,
    saveDefaultProfile,
    getProfile,
    saveProfile,
    recordConsent,
    listConsents,
    issuePassports,
    getPassport,
    revokePassport,
  ],
  jobs: [publishJob, republishJob],
  pages: [passportPages],
  invariants: new URL('./invariants/', import.meta.url),
})
