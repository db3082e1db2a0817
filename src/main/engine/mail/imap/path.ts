import type { ImapFlow } from 'imapflow'

/**
 * A mailbox's path as it goes into a command: as it is where the server speaks UTF-8 (RFC 6855, IMAP4rev2), else in
 * modified UTF-7 (RFC 3501 §5.1.3).
 */
export function encodeMailboxPath(client: ImapFlow, path: string): string {
  const speaksUtf8 =
    client.enabled.has('UTF8=ACCEPT') ||
    client.enabled.has('IMAP4REV2') ||
    (client.capabilities.has('IMAP4rev2') && !client.capabilities.has('IMAP4rev1'))
  return speaksUtf8 ? path : toModifiedUtf7(path)
}

/** Modified UTF-7: printable ASCII stands for itself, `&` is `&-`, all else is UTF-16 in base64 with `,` for `/`. */
export function toModifiedUtf7(text: string): string {
  return text.replace(/&|[^\x20-\x7e]+/g, run => {
    if (run === '&') return '&-'
    const units = Buffer.from(run, 'utf16le').swap16()
    return `&${units.toString('base64').replace(/=+$/, '').replaceAll('/', ',')}-`
  })
}
