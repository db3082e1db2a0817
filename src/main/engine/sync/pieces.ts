import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { fetchPiece } from '#engine/mail/imap/fetch.ts'
import { imapLimits } from '#engine/mail/imap/limits.ts'
import { copiesOfEmail } from '#engine/store/copies.ts'
import type { Store } from '#engine/store/database.ts'
import { findMailbox, type MailboxRecord } from '#engine/store/mailboxes.ts'
import { AppError } from '#shared/errors.ts'
import { ensureOpen } from './ensure-open.ts'

/** A copy of an email on its server. */
export type Place = { readonly mailbox: MailboxRecord; readonly uid: number }

/**
 * Where an email can be fetched from, best first.
 *
 * @throws AppError `message-missing`
 */
export function placesOf(store: Store, emailKey: number): readonly [Place, ...Place[]] {
  const places = copiesOfEmail(store.reader, emailKey).flatMap(({ mailboxKey, uid }) => {
    const mailbox = findMailbox(store.reader, mailboxKey)
    return mailbox === null || !mailbox.selectable ? [] : [{ mailbox, uid }]
  })
  const [first, ...rest] = places
  if (first === undefined) throw new AppError('message-missing')
  return [first, ...rest]
}

/**
 * The bytes of a part of a message, or of the whole where `partId` is empty, piece by piece so that others get the
 * connection in between.
 *
 * @throws AppError `message-missing`, the connection's; the signal's reason between two pieces
 */
export async function* pieces(
  connection: ImapConnection,
  place: Place,
  partId: string,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const length = imapLimits.pieceBytes
  for (let start = 0; ; start += length) {
    signal.throwIfAborted()
    const piece = await connection.use(signal, async () => {
      await ensureOpen(connection, place.mailbox)
      return fetchPiece(connection, place.uid, { partId, start, length })
    })
    if (piece === null) throw new AppError('message-missing')
    if (piece.length > 0) yield piece
    if (piece.length < length) return
  }
}
