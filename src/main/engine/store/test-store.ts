import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import type { MailboxRole } from '#shared/account.ts'
import type { EmailAddress } from '#shared/address.ts'
import { type Log, silentLog } from '#shared/log.ts'
import { searchWords } from '#shared/search-words.ts'
import { insertAccount } from './accounts.ts'
import { ensureContact } from './contacts.ts'
import { refreshConversations } from './conversations.ts'
import { putCopies } from './copies.ts'
import { openStore, type Store, type StoreOptions } from './database.ts'
import { insertEmail, type NewEmail, refreshEmails } from './emails.ts'
import type { Writer } from './handle.ts'
import { placeBits } from './places.ts'
import { createConversation } from './threads.ts'

/** A moment in a quiet year, so that tests read as dates. */
export const noon = Date.UTC(2026, 2, 10, 12)

/** A store in a folder of a test's own, and the way to be rid of both. */
export type TestStore = {
  readonly store: Store
  readonly dataDir: string
  readonly remove: () => void
}

/** Makes a data folder of a test's own. */
export function makeDataDir(): string {
  return mkdtempSync(join(tmpdir(), 'parley-store-'))
}

/** Opens a store on a fixed clock. */
export function openTestStore(
  dataDir: string,
  options: Partial<StoreOptions> & { readonly log?: Log } = {},
): Store {
  return openStore({ dataDir, clock: { now: () => noon }, log: silentLog, ...options })
}

/** A new, empty store. */
export function createTestStore(): TestStore {
  const dataDir = makeDataDir()
  const store = openTestStore(dataDir)
  return {
    store,
    dataDir,
    remove: () => {
      store.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** An account with the usual mailboxes; keys by role. */
export type TestAccount = { readonly id: string; readonly mailboxes: Readonly<Record<MailboxRole, number>> }

/** Connects an account for `me@shop.example` (or another address) with one mailbox of each role. */
export function addTestAccount(w: Writer, address = 'me@shop.example'): TestAccount {
  const id = insertAccount(w, {
    kind: 'imap',
    name: 'Shop',
    address,
    imap: { host: 'imap.shop.example', port: 993, security: 'tls', user: address },
    smtp: null,
    bodyWindow: 'all',
    identities: [{ name: 'Shop', address, addressKey: address }],
    createdAt: noon,
  })
  // By hand, so that stores of older schemas can be set up too.
  const make = (role: MailboxRole) => {
    const row = w
      .prepare<{ key: number }>(
        "INSERT INTO mailbox(account_id, path, name, delimiter, role) VALUES (?, ?, ?, '/', ?) RETURNING key",
      )
      .all(id, role, role, role)[0]
    if (row === undefined) throw new Error('An insert returns its row')
    return row.key
  }
  return {
    id,
    mailboxes: {
      inbox: make('inbox'),
      archive: make('archive'),
      sent: make('sent'),
      drafts: make('drafts'),
      trash: make('trash'),
      junk: make('junk'),
      all: make('all'),
      none: make('none'),
    },
  }
}

const customer: EmailAddress = { name: 'Ada Customer', address: 'ada@customer.example' }
let made = 0

/** What is special about a test's email; `text` stands for body, preview and words. */
export type TestEmail = Partial<NewEmail> & { readonly text?: string }

/** Content as mail/mime packs it. */
export function packTestContent(body: {
  readonly text: string | null
  readonly html: string | null
  /** With CRLF at the end of each line. */
  readonly headers?: string
}): Uint8Array {
  const lengthOf = (part: string | null) => (part === null ? 0 : Buffer.byteLength(part) + 1)
  const lengths = Buffer.alloc(8)
  lengths.writeUInt32LE(lengthOf(body.text), 0)
  lengths.writeUInt32LE(lengthOf(body.html), 4)
  const parts = `${body.text ?? ''}${body.html ?? ''}${body.headers ?? 'Subject: x\r\n'}\r\n`
  return deflateRawSync(Buffer.concat([lengths, Buffer.from(parts)]))
}

/** An inbound email with nothing special about it. */
export function testEmail(
  account: TestAccount,
  conversationKey: number,
  { text = 'Where is my parcel?', ...change }: TestEmail = {},
): NewEmail {
  made += 1
  const subject = change.subject ?? 'Question about my order'
  return {
    accountId: account.id,
    conversationKey,
    dedupeKey: Buffer.from(`dedupe-${made}`),
    messageId: `message-${made}@customer.example`,
    from: [customer],
    replyTo: [],
    to: [{ name: 'Shop', address: 'me@shop.example' }],
    cc: [],
    bcc: [],
    subject,
    baseSubject: subject,
    preview: text.slice(0, 200),
    sentAt: noon,
    receivedAt: change.sentAt ?? noon,
    sizeBytes: 1_000,
    outbound: false,
    automated: false,
    malformed: false,
    bodyState: 'present',
    hasHtml: false,
    joinedBy: 'first',
    bounceOf: null,
    content: packTestContent({ text, html: null }),
    bodyWords: searchWords(text),
    attachments: [],
    ...change,
  }
}

/** A conversation with the usual customer, still empty. */
export function addTestConversation(
  w: Writer,
  account: TestAccount,
  change: Partial<Parameters<typeof createConversation>[1]> = {},
): { readonly key: number; readonly id: string } {
  const contact = ensureContact(w, { ...customer, addressKey: customer.address }, noon)
  return createConversation(w, {
    accountId: account.id,
    contactKey: contact.key,
    contactName: customer.name,
    contactAddress: customer.address,
    source: 'email',
    subject: 'Question about my order',
    subjectKey: 'question about my order',
    at: noon,
    ...change,
  })
}

let lastUid = 0

/** What a sync does with a new email: row, copies, refresh. Returns the email's key. */
export function deliver(
  w: Writer,
  email: NewEmail,
  copies: readonly { readonly mailbox: number; readonly flags?: readonly string[]; readonly uid?: number }[],
): number {
  const key = insertEmail(w, email)
  for (const { mailbox, flags = [], uid } of copies) {
    lastUid += 1
    putCopies(w, mailbox, [{ uid: uid ?? lastUid, emailKey: key, flags }])
  }
  refreshConversations(w, [...refreshEmails(w, [key]), email.conversationKey])
  return key
}

/** Puts an email into a store of an older schema, which today's refreshing does not know: it lies there, and counts. */
export function deliverLongAgo(w: Writer, email: NewEmail, mailbox: number): number {
  const key = insertEmail(w, email)
  lastUid += 1
  putCopies(w, mailbox, [{ uid: lastUid, emailKey: key, flags: [] }])
  w.prepare('UPDATE email SET counted = 1, places = ? WHERE key = ?').run(placeBits.inbox, key)
  return key
}
