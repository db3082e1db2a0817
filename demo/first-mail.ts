import { randomInt } from 'node:crypto'
import { createCalendar } from './calendar.ts'
import { composeConversation } from './compose.ts'
import { conversations } from './content/index.ts'
import { internalDate } from './imap-fixes.ts'
import type { MailboxState } from './mailbox-state.ts'
import type { ComposedMail } from './posted.ts'

const roles: readonly (readonly [path: string, role: string | null])[] = [
  ['INBOX', null],
  ['Archive', '\\Archive'],
  ['Drafts', '\\Drafts'],
  ['Sent', '\\Sent'],
  ['Junk', '\\Junk'],
  ['Trash', '\\Trash'],
]

const latestUidValidity = 2 ** 32 - 1

/** Every message of the sample mail, oldest first. */
export const sampleMail = (startedAt: number): readonly ComposedMail[] => {
  const calendar = createCalendar(startedAt)
  return conversations()
    .flatMap(conversation => composeConversation(conversation, calendar))
    .sort((one, other) => one.receivedAt - other.receivedAt)
}

/**
 * The mailboxes of a demo that begins at `startedAt` (epoch ms).
 *
 * UIDs follow the time of arrival. UIDVALIDITY differs from that of any demo made before (RFC 9051 section
 * 2.3.1.1), so that clients do not take one for the other.
 */
export const firstMailboxes = (startedAt: number): readonly MailboxState[] => {
  const mail = sampleMail(startedAt)
  const uidValidity = Math.min(Math.floor(startedAt / 1000) + randomInt(1, 100_000), latestUidValidity)
  return roles.map(([path, role]) => {
    const messages = mail.filter(({ mailbox }) => mailbox === path)
    return {
      path,
      role,
      subscribed: true,
      uidValidity,
      uidNext: messages.length + 1,
      highestModseq: messages.length + 1,
      messages: messages.map(({ flags, receivedAt, raw }, index) => ({
        uid: index + 1,
        flags,
        internalDate: internalDate(new Date(receivedAt)),
        modseq: index + 1,
        raw: raw.toString('latin1'),
      })),
    }
  })
}
