import '@mantine/core/styles.layer.css'
import './theme/desk.css'
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createQueryClient } from './api/queries.ts'
import { Notices } from './kit/notify.tsx'
import { createDeskRouter } from './routes.tsx'
import { signedInAgain } from './session/ended.ts'
import { meQuery } from './session/session.tsx'
import { LanguageProvider, openLanguage, preferredLocale } from './texts/texts.tsx'
import { cssVariables, theme } from './theme/theme.ts'

// A page that was opened before a new build asks for parts that are gone: the new page has them.
window.addEventListener('vite:preloadError', (event) => {
  const last = Number(sessionStorage.getItem('touchmark.reloaded') ?? 0)
  if (Date.now() - last < 10_000) return
  sessionStorage.setItem('touchmark.reloaded', String(Date.now()))
  event.preventDefault()
  window.location.reload()
})

const client = createQueryClient(() => {
  const { pathname, href } = router.state.location
  if (/^\/(sign-in|join|set-password|forgot-password)/.test(pathname)) return
  // Whoever has a page open signs in over it; whoever comes from outside is led to the sign-in.
  if (client.getQueryData(meQuery().queryKey)) void signedInAgain()
  else void router.navigate({ to: '/sign-in', search: { next: href } })
})
const router = createDeskRouter(client)
const colorSchemeManager = localStorageColorSchemeManager({ key: 'touchmark.colour-scheme' })

const language = await openLanguage(preferredLocale())
createRoot(document.getElementById('desk')!).render(
  <StrictMode>
    <LanguageProvider first={language} onChange={() => void client.invalidateQueries()}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        defaultColorScheme="auto"
        colorSchemeManager={colorSchemeManager}
      >
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
          <Notices />
        </QueryClientProvider>
      </MantineProvider>
    </LanguageProvider>
  </StrictMode>,
)
