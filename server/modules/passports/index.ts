import { defineModule } from '../../kernel/module.ts'
import './errors.ts'
import { endAccess, giveAccess, listAccess } from './access/keys.ts'
import { readAsAuthority } from './access/read-as-authority.ts'
import { readAsOwner } from './access/read-as-owner.ts'
import { listConsents, recordConsent } from './consent/consents.ts'
import { listMakers } from './consent/makers.ts'
import { giveOwnConsent, ownConsent } from './consent/own-consent.ts'
import { getPassport, issuePassports, revokePassport } from './passport/passports.ts'
import { publishJob, republishJob } from './passport/publish.ts'
import { getDefaultProfile, getProfile, saveDefaultProfile, saveProfile } from './profile/profiles.ts'
import { identityPages } from './public/identity-pages.ts'
import { passportPages } from './public/passport-pages.ts'

export type { PassportContent } from './passport/read-passport.ts'
export { contentView } from './public/passport-view.ts'

/** What a maker chooses to tell of a piece: a page, JSON-LD, and a credential that anybody can verify. */
export const passportsModule = defineModule({
  name: 'passports',
  records: {
    passport_consent: 'passports.consent',
    passport_profile: 'passports.profile',
    passport_access: 'passports.access',
  },
  operations: [
    getDefaultProfile,
    saveDefaultProfile,
    getProfile,
    saveProfile,
    recordConsent,
    listConsents,
    listMakers,
    ownConsent,
    giveOwnConsent,
    issuePassports,
    getPassport,
    revokePassport,
    giveAccess,
    listAccess,
    endAccess,
    readAsOwner,
    readAsAuthority,
  ],
  jobs: [publishJob, republishJob],
  pages: [passportPages, identityPages],
  invariants: new URL('./invariants/', import.meta.url),
})
