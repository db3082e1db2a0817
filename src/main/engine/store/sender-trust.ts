import type { SenderTrust } from '#shared/trust.ts'
import type { EmailContent } from './content.ts'
import type { EmailRow } from './email-view.ts'
import type { Reader } from './handle.ts'

/** What is known about who really sent a stored email; `content` holds its kept headers. */
export function senderTrust(_r: Reader, _row: EmailRow, _content: EmailContent | null): SenderTrust {
  return { firstContact: false, authentication: null, hints: [] }
}
