import { readFile } from 'node:fs/promises'
import { z } from 'zod'

const place = z.object({
  code: z.string(),
  name: z.string(),
  nameTh: z.string().optional(),
  kind: z.string(),
  parent: z.string().nullable().optional(),
})

/** What `workshop.json` of a demo folder says. */
const schema = z.object({
  code: z.string(),
  slug: z.string(),
  name: z.string(),
  currency: z.string(),
  timeZone: z.string(),
  locale: z.enum(['en', 'th']),
  legalName: z.string(),
  taxId: z.string(),
  address: z.record(z.string(), z.string()),
  pricesIncludeTax: z.boolean(),
  users: z.array(z.object({ name: z.string(), email: z.string(), role: z.string() })),
  locations: z.array(place),
  workCentres: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      nameTh: z.string().optional(),
      ratePerHourMajor: z.string(),
    }),
  ),
  shippingMethods: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      nameTh: z.string().optional(),
      priceMajor: z.string(),
      minDays: z.number(),
      maxDays: z.number(),
    }),
  ),
})
export type WorkshopFile = z.output<typeof schema>

/** The two workshops of the demo, by folder. */
export const DEMO_FOLDERS = ['maison-atelier', 'siam-stationery'] as const
export type DemoFolder = (typeof DEMO_FOLDERS)[number]

const folderUrl = (folder: DemoFolder): URL => new URL(`../../demo/${folder}/`, import.meta.url)

/** A file of a demo folder. */
export const demoFile = (folder: DemoFolder, name: string): Promise<Buffer> =>
  readFile(new URL(name, folderUrl(folder)))

export const workshopFile = async (folder: DemoFolder): Promise<WorkshopFile> =>
  schema.parse(JSON.parse((await demoFile(folder, 'workshop.json')).toString('utf8')))
