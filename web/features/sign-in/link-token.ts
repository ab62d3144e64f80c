import { useState } from 'react'

/**
 * The secret of a link that was mailed: behind `#`, so that no log on the way has it. It is taken out of the address at
 * once, so that neither the history nor a screenshot keeps it.
 */
export function useLinkToken(): string {
  const [token] = useState(() => {
    const found = new URLSearchParams(window.location.hash.slice(1)).get('token') ?? ''
    if (found !== '') window.history.replaceState(window.history.state, '', window.location.pathname)
    return found
  })
  return token
}
