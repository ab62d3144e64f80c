// Before anything is drawn: the colour scheme that was chosen, so that nothing flashes, and the language of the page.
;(() => {
  const root = document.documentElement
  let scheme = 'auto'
  let language = navigator.language
  try {
    scheme = localStorage.getItem('touchmark.colour-scheme') ?? 'auto'
    language = localStorage.getItem('touchmark.language') ?? language
  } catch {}
  const dark = scheme === 'dark' || (scheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
  root.lang = language.toLowerCase().startsWith('th') ? 'th' : 'en'
})()
