// Makes the shop's pages a little quicker to use. Everything works without it.

const parse = (text) => new DOMParser().parseFromString(text, 'text/html')

/** Replaces parts of the page by the same parts of another one; what has the focus keeps it. */
function replaceParts(other, ids) {
  for (const id of ids) {
    const [old, fresh] = [document.getElementById(id), other.getElementById(id)]
    if (!old || !fresh) continue
    const focused = old.contains(document.activeElement) && document.activeElement
    old.replaceWith(fresh)
    if (!focused?.name) continue
    const same = [...fresh.querySelectorAll('[name]')].find(
      (field) => field.name === focused.name && (field.type !== 'radio' || field.value === focused.value),
    )
    same?.focus()
  }
}

/** Runs one request at a time; a newer one ends the older. */
function latest(run) {
  let controller
  return async (...given) => {
    controller?.abort()
    controller = new AbortController()
    try {
      await run(controller.signal, ...given)
    } catch {
      // The form itself still says everything when it is sent.
    }
  }
}

// Product: show price and stock of the chosen variant.
for (const form of document.querySelectorAll('form[data-choose]')) {
  const show = latest(async (signal) => {
    const query = [...new FormData(form)].filter(([name]) => name.startsWith('option.'))
    const url = `${form.dataset.choose}?${new URLSearchParams(query)}`
    const answer = await fetch(url, { signal })
    if (!answer.ok) return
    const count = form.elements.namedItem('quantity')?.value
    replaceParts(parse(await answer.text()), ['offer', 'choices', 'add'])
    const quantity = form.elements.namedItem('quantity')
    if (quantity && count && Number(count) <= Number(quantity.max)) quantity.value = count
    history.replaceState(null, '', url)
  })
  form.addEventListener('change', (event) => {
    if (event.target.name?.startsWith('option.')) show()
  })
}

// Cart: a typed quantity counts when it is left.
for (const input of document.querySelectorAll('[data-submits]')) {
  input.addEventListener('change', () => {
    if (input.reportValidity()) input.form.requestSubmit(input.form.querySelector('[value="set"]'))
  })
}

// Checkout: the total follows delivery, country and payment.
for (const form of document.querySelectorAll('form[data-updates]')) {
  const update = latest(async (signal) => {
    const body = new URLSearchParams(new FormData(form))
    body.set('intent', 'update')
    const answer = await fetch(form.action, { method: 'POST', body, signal })
    if (answer.ok) replaceParts(parse(await answer.text()), ['totals', 'place', 'quote'])
  })
  form.addEventListener('change', (event) => {
    if (['shipping', 'country', 'payment'].includes(event.target.name)) update()
  })
}

// Sign-up: an address and a code out of the name, until they are typed.
const ascii = (text) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
const suggestions = {
  slug: (name) => ascii(name).replaceAll(' ', '-').slice(0, 40).replace(/-$/, ''),
  code: (name) => {
    const words = ascii(name).split(' ')
    const letters = words.length > 1 ? words.map((word) => word[0]).join('') : words[0].slice(0, 4)
    return letters.slice(0, 4).toUpperCase() + (letters.length === 1 ? '1' : '')
  },
}
for (const field of document.querySelectorAll('[data-suggests]')) {
  const source = field.form.elements.namedItem(field.dataset.suggests)
  let own = field.value !== ''
  field.addEventListener('input', () => {
    own = field.value !== ''
  })
  source?.addEventListener('input', () => {
    if (!own) field.value = suggestions[field.name](source.value)
  })
}

// Sign-up: the time zone of the person in front of it, until another is chosen.
const zone = document.querySelector('select[name="timeZone"]')
const here = Intl.DateTimeFormat().resolvedOptions().timeZone
if (zone?.value === '' && [...zone.options].some((option) => option.value === here)) zone.value = here

// Order: copy what is typed into the bank's form.
for (const value of document.querySelectorAll('[data-copy]')) {
  if (!navigator.clipboard) break
  const text = value.textContent.trim()
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'copy'
  button.textContent = value.dataset.copy
  button.setAttribute('aria-label', `${value.dataset.copy}: ${text}`)
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(text)
    button.textContent = value.dataset.copied
    button.setAttribute('aria-label', `${value.dataset.copied}: ${text}`)
  })
  value.append(button)
}

// A form sent twice by an impatient finger is sent once.
document.addEventListener('submit', (event) => {
  const button = event.submitter
  if (!button || event.target.method !== 'post') return
  if (button.getAttribute('aria-busy') === 'true') event.preventDefault()
  button.setAttribute('aria-busy', 'true')
})
addEventListener('pageshow', () => {
  for (const button of document.querySelectorAll('[aria-busy]')) button.removeAttribute('aria-busy')
})
