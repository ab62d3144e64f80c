import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { accentStylesheet } from '../accent.ts'
import { ASSETS_FOLDER } from '../assets.ts'
import { LOCALES } from '../texts.ts'
import { previewPages } from './pages.ts'

const PICTURES = ['tote.svg', 'card-holder.svg', 'logo.svg']

/** Writes every page in every language, with what the pages load, as files to serve from the root. */
export async function writePreview(folder: string): Promise<readonly string[]> {
  const assets = join(folder, 'shop-assets')
  await mkdir(join(folder, 'preview-pictures'), { recursive: true })
  await cp(ASSETS_FOLDER, assets, { recursive: true })
  for (const picture of PICTURES) {
    await cp(new URL(picture, import.meta.url), join(folder, 'preview-pictures', picture))
  }
  const written: string[] = []
  for (const locale of LOCALES) {
    await mkdir(join(folder, locale), { recursive: true })
    for (const { name, page } of previewPages(locale)) {
      const markup = page.toString()
      await writeFile(join(folder, locale, `${name}.html`), markup)
      written.push(`${locale}/${name}.html`)
      for (const [, hex] of markup.matchAll(/accent-(\w{6})\.css/g)) {
        await writeFile(join(assets, `accent-${hex}.css`), accentStylesheet(`#${hex}`))
      }
    }
  }
  return written
}
