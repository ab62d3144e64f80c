import { raw } from '../html.ts'

/** Drawn on a 24-unit grid; decoration only, the text beside says it. */
export const icons = {
  cart: raw`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M5 8h14l-1.2 12H6.2z"/><path d="M9 10.5V7a3 3 0 0 1 6 0v3.5"/></svg>`,
  seal: raw`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M8 2.8h8L21.2 8v8L16 21.2H8L2.8 16V8z"/><path d="m8 12.2 2.8 2.8L16.2 9.5"/></svg>`,
  search: raw`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/></svg>`,
  arrow: raw`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M4 12h15M13 6l6 6-6 6"/></svg>`,
  minus: raw`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M6 12h12"/></svg>`,
  plus: raw`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M6 12h12M12 6v12"/></svg>`,
  alert: raw`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M12 3.5 21.5 20h-19z"/><path d="M12 10v5M12 17.3v.4"/></svg>`,
  tick: raw`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="m5 12.5 4.5 4.5L19 7.5"/></svg>`,
  piece: raw`<svg class="piece-blank" viewBox="0 0 48 48" aria-hidden="true" focusable="false"><path d="M16 6h16l10 10v16L32 42H16L6 32V16z"/><path d="M17.5 9.5h13l8 8v13l-8 8h-13l-8-8v-13z"/></svg>`,
} as const
