import {
  addError,
  type CheckedChunk,
  countCause,
  type Notice,
  notesOf,
  type PieceNote,
  type SerialState,
  writeNotes,
} from '../../serials/index.ts'
import { notesNow } from './note-job.ts'

/** States in which the public reads a note; in others it lies there unread. */
const READ: readonly SerialState[] = ['claimed', 'recalled', 'stolen']

/**
 * Compares what the registry notes of pieces (since when they are claimed, what a recall says) with what it should be, and writes it anew
 * where it is missing or another. A note ahead of its piece is told, like a piece that is ahead.
 */
export async function checkNotes(chunk: CheckedChunk): Promise<void> {
  const { kernel, tenant, report, pieces, trustTenant } = chunk
  if (pieces.length === 0) return
  const there = await notesOf(
    kernel.registry,
    pieces.map(({ id }) => id),
  )
  const looked = pieces.filter(({ id, status }) => READ.includes(status) || there.has(id))
  if (looked.length === 0) return
  // Read after the registry: no note can be of a later version than its piece is here, unless somebody wrote it by hand.
  const { notes, notices } = await kernel.database.read(tenant.id, (tx) =>
    notesNow(
      tx,
      tenant,
      looked.map(({ id }) => id),
    ),
  )
  const words = new Map(notices.map((notice) => [notice.id, notice]))
  const read = new Set(looked.filter(({ status }) => READ.includes(status)).map(({ id }) => id))
  const wrong: PieceNote[] = []
  for (const note of notes) {
    const known = there.get(note.pieceId)
    if (known && known.version > note.version) {
      if (trustTenant) wrong.push(note)
      else {
        const text = `${tenant.code}: the registry notes of the piece ${note.pieceId} in version ${known.version}, the tenant store has ${note.version}`
        addError(report, 'ahead', text)
        continue
      }
    } else if (known ? !read.has(note.pieceId) || isSame(known, note, words) : isEmpty(note)) continue
    else wrong.push(note)
    countCause(report, known ? 'note_stale' : 'note_missing')
  }
  report.repaired += wrong.length
  if (wrong.length === 0 || report.dryRun) return
  const named = new Set(wrong.map(({ noticeId }) => noticeId))
  await writeNotes(
    kernel.registry,
    tenant,
    wrong,
    notices.filter(({ id }) => named.has(id)),
    { force: trustTenant },
  )
}

const isEmpty = ({ claimedOn, noticeId }: PieceNote): boolean => claimedOn === null && noticeId === null

type Known = PieceNote & { readonly notice: Omit<Notice, 'id'> | null }

function isSame(known: Known, note: PieceNote, words: ReadonlyMap<string, Notice>): boolean {
  const told = note.noticeId === null ? undefined : words.get(note.noticeId)
  return (
    known.claimedOn === note.claimedOn &&
    known.noticeId === note.noticeId &&
    (told === undefined ||
      (known.notice?.text === told.text &&
        known.notice.textTh === told.textTh &&
        known.notice.since === told.since))
  )
}
