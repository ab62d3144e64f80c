/** Small enough to be one file each, and served from our own origin: the page has no other. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#1d2126;--muted:#5b6470;--paper:#fbfaf8;--card:#fff;--line:#d9d5cd;--accent:#8a4b2a;--bad:#a3231f;--good:#27663b;--bars:#8a4b2a,#3d6b7d}
@media(prefers-color-scheme:dark){:root{--ink:#ece9e4;--muted:#a8b0b8;--paper:#16181b;--card:#1f2226;--line:#3a3f45;--accent:#e0a07c;--bad:#ff8f87;--good:#86d09c}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,"Noto Sans Thai",sans-serif}
main{max-width:72rem;margin:0 auto;padding:1.5rem 1rem 4rem}
header{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:baseline;justify-content:space-between}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .5rem}
h2{font-size:1.15rem;margin:0}
a{color:var(--accent)}
section{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1.1rem 1.2rem;margin-top:1rem}
p{margin:.3rem 0}
.muted{color:var(--muted)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:1rem;margin:1rem 0 0}
.tiles div{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:.8rem 1rem}
.tiles dt{color:var(--muted);font-size:.875rem}
.tiles dd{margin:0;font-size:1.5rem;font-variant-numeric:tabular-nums}
.state{font-weight:600}.good{color:var(--good)}.bad{color:var(--bad)}
svg{display:block;width:100%;height:auto;margin-top:.8rem}
svg text{fill:var(--muted);font-size:11px}
.s0{fill:var(--accent)}.s1{fill:#4d8ba3}.s2{fill:#8d7ab8}.s3{fill:#7b9a4a}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1rem;list-style:none;padding:0;margin:.5rem 0 0;font-size:.875rem}
.legend svg{display:inline-block;width:.75rem;height:.75rem;margin:0 .35rem 0 0;vertical-align:-1px}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin-top:.6rem;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:.45rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}
th{font-size:.8125rem;color:var(--muted);font-weight:600}
td.n,th.n{text-align:right}
td.why{font-size:.875rem;color:var(--muted);min-width:14rem;overflow-wrap:anywhere}
.bar{display:grid;grid-template-columns:9rem 1fr auto;gap:.6rem;align-items:center;margin-top:.4rem}
.bar meter{width:100%;height:.9rem}
button,input{font:inherit;min-height:44px;border-radius:8px}
button{background:var(--accent);color:var(--card);border:0;padding:.4rem 1rem;cursor:pointer;font-weight:600}
td button{min-height:36px;background:transparent;color:var(--accent);border:1px solid currentColor}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
form.sign-in,form.gift{max-width:24rem;display:grid;gap:.7rem}
label{display:grid;gap:.2rem;font-size:.9375rem}
input{border:1px solid var(--line);padding:.4rem .7rem;background:var(--card);color:var(--ink)}
.row{display:flex;flex-wrap:wrap;gap:.6rem;justify-content:space-between;align-items:center}
details{margin-top:.6rem}summary{cursor:pointer;color:var(--muted)}
@media(max-width:34rem){.bar{grid-template-columns:7rem 1fr auto}}
`

/** Signing in is the one thing that needs a script: the accounts' own interface takes JSON. */
export const SCRIPT = `
const form = document.querySelector('form.sign-in')
const told = document.querySelector('[role=alert]')
const code = document.querySelector('[data-code]')
let needsCode = false
form.addEventListener('submit', async (event) => {
  event.preventDefault()
  told.hidden = true
  const field = (name) => form.elements[name].value
  const send = (path, body) =>
    fetch('/api/auth/' + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  const reply = needsCode
    ? await send('two-factor/verify-totp', { code: field('code').trim() })
    : await send('sign-in/email', { email: field('email').trim(), password: field('password') })
  const body = await reply.json().catch(() => ({}))
  if (reply.ok && body.twoFactorRedirect) {
    needsCode = true
    code.hidden = false
    form.elements.code.focus()
  } else if (reply.ok) location.reload()
  else {
    told.hidden = false
    told.textContent = told.dataset.text
  }
})
`
