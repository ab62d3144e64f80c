import type { EventDocument } from '../event/check-document.ts'
import type { Identifiers, Named } from '../event/identifiers.ts'
import type { Term } from '../event/terms.ts'
import type { NewEvent } from '../event/write-events.ts'
import { eventHash, hashContext } from '../event-hash/event-hash.ts'
import type { MaterialFact, MoveFact, SerialFact, WorkFact } from './facts.ts'
import { localOffset } from './local-offset.ts'
import { pieceStep } from './piece-steps.ts'

/** What all events of a workshop have in common. */
export interface Teller {
  readonly ids: Identifiers
  readonly timeZone: string
}

/** UN/CEFACT Recommendation 20; what is counted in pieces has no unit in EPCIS. */
const UOM: Readonly<Record<string, string>> = {
  set: 'SET',
  pair: 'PR',
  box: 'BX',
  roll: 'RO',
  sheet: 'ST',
  sqft: 'FTK',
  sqm: 'MTK',
  m: 'MTR',
  cm: 'CMT',
  g: 'GRM',
  kg: 'KGM',
  ml: 'MLT',
  l: 'LTR',
  hour: 'HUR',
}

/** The prefix of words that EPCIS has none for; documents bind it to {@link Identifiers.vocabulary}. */
export const PREFIX = 'touchmark'

/** An own event of a fact. People are not in it: a passport says who made a piece, with their consent. */
export function serialEventOf(teller: Teller, fact: SerialFact): NewEvent {
  const { ids } = teller
  const piece = ids.piece({ compact: fact.compact, kind: fact.serial_kind, gtin: fact.gtin })
  const step = pieceStep(fact.from_state, fact.to_state)
  const lasting = {
    ...(step.set ? { set: [step.set] } : {}),
    ...(step.unset ? { unset: [step.unset] } : {}),
  }
  const transactions = [
    ...(fact.order_number === null ? [] : [{ bizTransaction: ids.transaction('order', fact.order_number) }]),
    ...(fact.ticket_number === null
      ? []
      : [{ type: 'prodorder', bizTransaction: ids.transaction('ticket', fact.ticket_number) }]),
  ]
  return finish(teller, fact, [alias('epc', piece)], {
    type: 'ObjectEvent',
    action: step.action,
    epcList: [piece.uri],
    bizStep: step.bizStep,
    disposition: step.disposition,
    ...(Object.keys(lasting).length > 0 ? { persistentDisposition: lasting } : {}),
    ...at(ids, fact.location, step.action === 'DELETE' ? null : fact.location),
    ...(transactions.length > 0 ? { bizTransactionList: transactions } : {}),
  })
}

const MOVES: Readonly<Record<string, { bizStep: string; disposition: string }>> = {
  receive: { bizStep: 'receiving', disposition: 'in_progress' },
  opening: { bizStep: 'stock_taking', disposition: 'in_progress' },
  adjust: { bizStep: 'stock_taking', disposition: 'in_progress' },
  count: { bizStep: 'cycle_counting', disposition: 'in_progress' },
  transfer: { bizStep: 'stocking', disposition: 'in_progress' },
  ship: { bizStep: 'shipping', disposition: 'in_transit' },
}

export function moveEventOf(teller: Teller, fact: MoveFact): NewEvent {
  const { ids } = teller
  const { bizStep, disposition } = MOVES[fact.kind]!
  const isPiece = fact.compact !== null
  const named = isPiece
    ? ids.piece({ compact: fact.compact!, kind: fact.serial_kind!, gtin: fact.gtin })
    : ids.class(fact, fact.lot)
  const shipped = fact.kind === 'ship'
  const here = shipped ? fact.from_location : fact.to_location
  const moved = fact.kind === 'transfer' || shipped || fact.kind === 'receive'
  return finish(teller, fact, [alias(isPiece ? 'epc' : 'epcClass', named)], {
    type: 'ObjectEvent',
    action: 'OBSERVE',
    ...(isPiece ? { epcList: [named.uri] } : { quantityList: [quantityOf(named, fact.quantity, fact.unit)] }),
    bizStep,
    disposition,
    ...at(ids, here, shipped ? null : fact.to_location),
    ...(fact.order_number !== null
      ? { bizTransactionList: [{ bizTransaction: ids.transaction('order', fact.order_number) }] }
      : fact.receipt_id !== null
        ? {
            bizTransactionList: [
              { type: 'recadv', bizTransaction: ids.transaction('receipt', fact.receipt_id) },
            ],
          }
        : {}),
    ...(moved
      ? {
          sourceList: [{ type: 'location', source: ids.location(fact.from_location) }],
          destinationList: [{ type: 'location', destination: ids.location(fact.to_location) }],
        }
      : {}),
  })
}

/** Lots become a piece, or a batch that is known by its ticket's number. */
export function materialEventOf(teller: Teller, fact: MaterialFact): NewEvent {
  const { ids } = teller
  const isPiece = fact.compact !== null
  const output = isPiece
    ? ids.piece({ compact: fact.compact!, kind: fact.serial_kind!, gtin: fact.gtin })
    : ids.class(fact, fact.ticket_number)
  const inputs = fact.inputs.map((input) => ({ input, named: ids.class(input, input.lot) }))
  return finish(
    teller,
    fact,
    [
      alias(isPiece ? 'output' : 'outputClass', output),
      ...inputs.map(({ named }) => alias('inputClass', named)),
    ],
    {
      type: 'TransformationEvent',
      inputQuantityList: inputs.map(({ input, named }) => quantityOf(named, input.quantity, input.unit)),
      ...(isPiece ? { outputEPCList: [output.uri] } : { outputQuantityList: [{ epcClass: output.uri }] }),
      bizStep: 'assembling',
      disposition: 'in_progress',
      ...at(ids, PRODUCTION, PRODUCTION),
      bizTransactionList: [
        { type: 'prodorder', bizTransaction: ids.transaction('ticket', fact.ticket_number) },
      ],
    },
  )
}

const PRODUCTION = 'PRODUCTION'

/** An operation that was completed; where it was taken back, the same event declared an error. */
export function workEventOf(teller: Teller, fact: WorkFact): NewEvent {
  const { ids } = teller
  const isPiece = fact.compact !== null
  const named = isPiece
    ? ids.piece({ compact: fact.compact!, kind: fact.serial_kind!, gtin: fact.gtin })
    : ids.class(fact, fact.ticket_number)
  const inspects = /inspect|check|quality|\bqc\b/i.test(`${fact.task_code} ${fact.task_name}`)
  const packs = /pack/i.test(`${fact.task_code} ${fact.task_name}`)
  return finish(
    teller,
    fact,
    [alias(isPiece ? 'epc' : 'epcClass', named)],
    {
      type: 'ObjectEvent',
      action: 'OBSERVE',
      ...(isPiece
        ? { epcList: [named.uri] }
        : { quantityList: [quantityOf(named, fact.good_quantity, fact.unit)] }),
      bizStep: inspects ? 'inspecting' : packs ? 'packing' : 'assembling',
      disposition: 'in_progress',
      ...at(ids, PRODUCTION, PRODUCTION),
      bizTransactionList: [
        { type: 'prodorder', bizTransaction: ids.transaction('ticket', fact.ticket_number) },
      ],
      [`${PREFIX}:operation`]: fact.task_name,
    },
    fact.reversed_at,
  )
}

const alias = (role: string, named: Named): Term => ({ role, value: named.own })

/** EPCIS has JSON numbers for quantities: six decimals of ours are exact in one up to nine digits before the point. */
function quantityOf(named: Named, quantity: string, unit: string): EventDocument {
  const uom = UOM[unit]
  return { epcClass: named.uri, quantity: Number(quantity), ...(uom ? { uom } : {}) }
}

const at = (ids: Identifiers, readPoint: string | null, bizLocation: string | null): EventDocument => ({
  ...(readPoint === null ? {} : { readPoint: { id: ids.location(readPoint) } }),
  ...(bizLocation === null ? {} : { bizLocation: { id: ids.location(bizLocation) } }),
})

function finish(
  { ids, timeZone }: Teller,
  fact: { id: string; at: Date },
  aliases: readonly Term[],
  rest: EventDocument,
  reversedAt: Date | null = null,
): NewEvent {
  const event = {
    ...rest,
    eventTime: fact.at.toISOString(),
    eventTimeZoneOffset: localOffset(timeZone, fact.at),
  }
  const context = hashContext({ '@context': [{ [PREFIX]: ids.vocabulary }] })
  // A declared error has the id of the event that it takes back.
  const eventID = eventHash(event as Parameters<typeof eventHash>[0], context)
  return {
    id: fact.id,
    origin: 'own',
    aliases,
    document: {
      eventID,
      ...event,
      ...(reversedAt === null
        ? {}
        : { errorDeclaration: { declarationTime: reversedAt.toISOString(), reason: 'did_not_occur' } }),
    },
  }
}
