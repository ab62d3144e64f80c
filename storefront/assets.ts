import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** The folder served under `/shop-assets/`. */
export const ASSETS_FOLDER = new URL('./assets/', import.meta.url)

const versions = new Map<string, string>()

/** The hash of an asset's content that its address carries as `?v=`. Throws for a file that does not exist. */
export function assetVersion(name: string): string {
  let version = versions.get(name)
  if (version === undefined) {
    const content = readFileSync(new URL(name, ASSETS_FOLDER))
    version = createHash('sha256').update(content).digest('hex').slice(0, 10)
    versions.set(name, version)
  }
  return version
}

const versioned = (name: string): string => `/shop-assets/${name}?v=${assetVersion(name)}`

/** Addresses that change with the content, so that the files can be cached for a year. */
export const STYLESHEET_URL = versioned('shop.css')
export const SCRIPT_URL = versioned('shop.js')
export const ICON_URL = versioned('icon.svg')
