import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** The folder served under `/shop-assets/`. */
export const ASSETS_FOLDER = new URL('./assets/', import.meta.url)

function versioned(name: string): string {
  const digest = createHash('sha256')
    .update(readFileSync(new URL(name, ASSETS_FOLDER)))
    .digest('hex')
  return `/shop-assets/${name}?v=${digest.slice(0, 10)}`
}

/** Addresses that change with the content, so that the files can be cached for a year. */
export const STYLESHEET_URL = versioned('shop.css')
export const SCRIPT_URL = versioned('shop.js')
export const ICON_URL = versioned('icon.svg')
