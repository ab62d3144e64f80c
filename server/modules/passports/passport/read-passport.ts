import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import type { SerialState } from '../../serials/index.ts'
import { type Audience, DEFAULT_RULES, FIELDS, type FieldRules, sees } from '../fields.ts'
import { type Certificate, type ProfileContent, WHOLE_WORKSHOP } from '../passport.ts'

/** A text in the languages that it exists in. */
export interface Worded {
  readonly en: string
  readonly th: string | null
}

/** What a passport says to one audience. What is not said is not there. */
export interface PassportContent {
  readonly product: { readonly sku: string; readonly name: Worded; readonly gtin: string | null }
  readonly description?: Worded
  readonly madeOn?: string
  readonly place?: Worded
  /** Names of those who agreed to be named. */
  readonly people?: readonly string[]
  readonly operations?: readonly { readonly name: Worded; readonly completedOn: string | null }[]
  readonly materials?: readonly {
    readonly name: Worded
    readonly quantity: string
    readonly unit: string
    readonly lot?: string
  }[]
  readonly certificates?: readonly Certificate[]
  readonly care?: Worded
  readonly repair?: Worded
  readonly carbonKg?: string
  readonly recycledPercent?: string
}

/** Everything that is known of a piece, before anybody decides who is told. */
export interface PieceFacts {
  readonly id: string
  readonly human: string
  readonly compact: string
  readonly kind: 'standard' | 'legacy'
  readonly state: SerialState
  readonly madeOn: string | null
  readonly product: {
    readonly id: string
    readonly sku: string
    readonly gtin: string | null
    readonly name: Worded
    readonly description: Worded | null
  }
  readonly profile: ProfileContent
  readonly rules: FieldRules
  readonly people: readonly {
    readonly operatorId: string
    readonly name: string
    readonly consents: boolean
  }[]
  readonly operations: readonly { readonly name: Worded; readonly completedOn: string | null }[]
  readonly materials: readonly {
    readonly name: Worded
    readonly quantity: string
    readonly unit: string
    readonly lots: readonly string[]
  }[]
}

interface Row {
  id: string
  human: string
  compact: string
  kind: 'standard' | 'legacy'
  state: SerialState
  made_on: string | null
  product_id: string
  sku: string
  gtin: string | null
  name: string
  name_th: string | null
  description: string | null
  description_th: string | null
  profiles: ProfileContent[] | null
  people: { operatorId: string; name: string; consents: boolean }[] | null
  operations: { name: string; nameTh: string | null; completedOn: string | null }[] | null
  materials:
    | { name: string; nameTh: string | null; quantity: string; unit: string; lots: string[] | null }[]
    | null
}

/** Reads everything about pieces, in the order of their ids: one statement. */
export async function readPieces(ctx: TenantContext, which: Sql): Promise<PieceFacts[]> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  const rows = await ctx.tx.rows<Row>(sql`
    select s.id, s.human, s.compact, s.kind, s.state, s.made_on, p.id as product_id, p.sku, p.gtin, p.name, p.name_th,
      coalesce(p.description, m.description) as description, coalesce(p.description_th, m.description_th) as description_th,
      (
        select json_agg(f.content order by f.product_id = p.id desc, f.product_id = ${WHOLE_WORKSHOP}::uuid)
        from passport_profile f
        where f.tenant_id = ${tenant} and f.product_id in (p.id, p.template_id, ${WHOLE_WORKSHOP}::uuid)
      ) as profiles,
      (
        select json_agg(json_build_object('operatorId', w.operator_id, 'name', coalesce(c.name, w.operator_name),
          'consents', coalesce(c.given, false)) order by w.first_at, w.operator_id)
        from (
          select l.operator_id, max(l.operator_name) as operator_name, min(l.device_at) as first_at
          from wip_log l
          where l.tenant_id = ${tenant} and l.token_id = k.id and l.event = 'complete' and l.good_quantity > 0 and ${notReversed()}
          group by l.operator_id
        ) w
          left join lateral (
            select c.name, c.given from passport_consent c
            where c.tenant_id = ${tenant} and c.operator_id = w.operator_id order by c.id desc limit 1
          ) c on true
      ) as people,
      (
        select json_agg(json_build_object('name', o.name, 'nameTh', o.name_th, 'completedOn',
          to_char(w.completed_at at time zone ${ctx.tenant.timeZone}, 'YYYY-MM-DD')) order by o.position)
        from (
          select l.task_id, max(l.device_at) as completed_at
          from wip_log l
          where l.tenant_id = ${tenant} and l.token_id = k.id and l.event = 'complete' and l.good_quantity > 0 and ${notReversed()}
          group by l.task_id
        ) w join ticket_task o on o.tenant_id = ${tenant} and o.id = w.task_id
      ) as operations,
      (
        select json_agg(json_build_object('name', q.name, 'nameTh', q.name_th, 'quantity', trim_scale(g.quantity)::text, 'unit', q.unit,
          'lots', g.lots) order by q.sku)
        from (
          select y.product_id, sum(y.quantity) as quantity, array_agg(distinct b.code order by b.code) filter (where b.code is not null) as lots
          from token_material y left join lot b on b.tenant_id = ${tenant} and b.id = y.lot_id
          where y.tenant_id = ${tenant} and y.serial_id = s.id
          group by y.product_id
        ) g join product q on q.tenant_id = ${tenant} and q.id = g.product_id
      ) as materials
    from serial s
      join product p on p.tenant_id = ${tenant} and p.id = s.product_id
      left join product m on m.tenant_id = ${tenant} and m.id = p.template_id
      left join lateral (
        select k.id from work_token k
        where k.tenant_id = ${tenant} and k.ticket_id = s.ticket_id and (k.serial_id = s.id or k.kind = 'batch')
        order by k.serial_id is null limit 1
      ) k on true
    where s.tenant_id = ${tenant} and ${which}
    order by s.id`)
  return rows.map(toFacts)
}

/** Of logs those that no other takes back. */
const notReversed = (): Sql =>
  sql.trusted(
    'not exists (select from wip_log r where r.tenant_id = l.tenant_id and r.token_id = l.token_id and r.reverses_id = l.id)',
  )

const worded = (en: string, th: string | null): Worded => ({ en, th })

function toFacts(row: Row): PieceFacts {
  const profile = merge(row.profiles ?? [])
  return {
    id: row.id,
    human: row.human,
    compact: row.compact,
    kind: row.kind,
    state: row.state,
    madeOn: row.made_on,
    product: {
      id: row.product_id,
      sku: row.sku,
      gtin: row.gtin,
      name: worded(row.name, row.name_th),
      description: row.description === null ? null : worded(row.description, row.description_th),
    },
    profile,
    rules: { ...DEFAULT_RULES, ...profile.rules },
    people: row.people ?? [],
    operations: (row.operations ?? []).map((one) => ({
      name: worded(one.name, one.nameTh),
      completedOn: one.completedOn,
    })),
    materials: (row.materials ?? []).map((one) => ({
      name: worded(one.name, one.nameTh),
      quantity: one.quantity,
      unit: one.unit,
      lots: one.lots ?? [],
    })),
  }
}

export const EMPTY_PROFILE: ProfileContent = {
  care: null,
  careTh: null,
  repair: null,
  repairTh: null,
  place: null,
  placeTh: null,
  carbonKg: null,
  recycledPercent: null,
  certificates: null,
  rules: {},
}

/** Profiles from the narrowest to the widest: what the first does not say, the next may. A text and its translation go together. */
export function merge(profiles: readonly ProfileContent[]): ProfileContent {
  const first = <K extends keyof ProfileContent>(key: K) => profiles.find((one) => one[key] !== null)
  const care = first('care')
  const repair = first('repair')
  const place = first('place')
  return {
    care: care?.care ?? null,
    careTh: care?.careTh ?? null,
    repair: repair?.repair ?? null,
    repairTh: repair?.repairTh ?? null,
    place: place?.place ?? null,
    placeTh: place?.placeTh ?? null,
    carbonKg: first('carbonKg')?.carbonKg ?? null,
    recycledPercent: first('recycledPercent')?.recycledPercent ?? null,
    certificates: first('certificates')?.certificates ?? null,
    rules: Object.assign({}, ...[...profiles].reverse().map((one) => one.rules)) as ProfileContent['rules'],
  }
}

/** What a passport says to an audience. Who did not agree is named to nobody, whatever the rule. */
export function contentFor(audience: Audience, piece: PieceFacts): PassportContent {
  const { profile, rules, product } = piece
  const shown = new Set(FIELDS.filter((field) => sees(audience, rules[field])))
  const people = piece.people.filter((person) => person.consents).map((person) => person.name)
  return {
    product: { sku: product.sku, name: product.name, gtin: product.gtin },
    ...(shown.has('description') && product.description ? { description: product.description } : {}),
    ...(shown.has('madeOn') && piece.madeOn ? { madeOn: piece.madeOn } : {}),
    ...(shown.has('place') && profile.place ? { place: worded(profile.place, profile.placeTh) } : {}),
    ...(shown.has('people') && people.length > 0 ? { people } : {}),
    ...(shown.has('operations') && piece.operations.length > 0
      ? {
          operations: piece.operations.map((one) => ({
            name: one.name,
            completedOn: shown.has('madeOn') ? one.completedOn : null,
          })),
        }
      : {}),
    ...(shown.has('materials') && piece.materials.length > 0
      ? {
          materials: piece.materials.map(({ lots, ...material }) => ({
            ...material,
            ...(shown.has('lots') && lots.length > 0 ? { lot: lots.join(', ') } : {}),
          })),
        }
      : {}),
    ...(shown.has('certificates') && profile.certificates && profile.certificates.length > 0
      ? { certificates: profile.certificates }
      : {}),
    ...(shown.has('care') && profile.care ? { care: worded(profile.care, profile.careTh) } : {}),
    ...(shown.has('repair') && profile.repair ? { repair: worded(profile.repair, profile.repairTh) } : {}),
    ...(shown.has('carbon') && profile.carbonKg ? { carbonKg: profile.carbonKg } : {}),
    ...(shown.has('recycled') && profile.recycledPercent ? { recycledPercent: profile.recycledPercent } : {}),
  }
}
