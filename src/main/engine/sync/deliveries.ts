import type { IndexedEmail } from '#engine/mail/mime/index-email.ts'
import { putBounce } from '#engine/store/delivery.ts'
import type { Writer } from '#engine/store/handle.ts'
import { type Tied, tieBounce, tieSentEmail, together } from '#engine/store/tie-bounce.ts'
import { toNewBounce } from './new-email.ts'

/** The reports of deliveries in a batch of mail, and the sent mail that they may be about. */
export type Deliveries = {
  /** Keeps what an inbound email reports; nothing where it reports nothing. */
  readonly reported: (emailKey: number, indexed: IndexedEmail) => void
  readonly sent: (emailKey: number) => void
  /** Ties reports and sent mail together, whichever came first; after `refreshEmails`. */
  readonly tie: () => Tied
}

/** Collects the deliveries of one batch, within its transaction. */
export function createDeliveries(w: Writer, accountId: string): Deliveries {
  const reports: number[] = []
  const sentKeys: number[] = []
  return {
    reported(emailKey, indexed) {
      const bounce = toNewBounce(indexed)
      if (bounce === null) return
      putBounce(w, accountId, emailKey, bounce)
      reports.push(emailKey)
    },
    sent(emailKey) {
      sentKeys.push(emailKey)
    },
    tie: () =>
      together([...reports.map(key => tieBounce(w, key)), ...sentKeys.map(key => tieSentEmail(w, key))]),
  }
}
