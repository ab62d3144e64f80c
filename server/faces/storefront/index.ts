import { defineModule } from '../../kernel/module.ts'
import { sendBadAddress } from './error-pages.ts'
import { registerStorefront } from './register.ts'

/** The public pages: every workshop's shop, and the pages of the platform itself. */
export const storefrontModule = defineModule({
  name: 'storefront',
  pages: [
    {
      reason:
        'pages and forms for people without an account; what they do, they do through the public operations of the API',
      register: registerStorefront,
      onBadUrl: sendBadAddress,
    },
  ],
})
