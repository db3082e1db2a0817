import type { Store } from '#engine/store/database.ts'
import type { Writer } from '#engine/store/handle.ts'
import { upsertMailbox } from '#engine/store/mailboxes.ts'
import type { ServerSettings } from '#shared/account.ts'
import type { Source } from '#shared/conversation.ts'
import { minuteMs } from '#shared/time.ts'
import type { Random } from '#test/support/random.ts'

/** Where their mail lies: most in the first two, a thousandth in the last. */
const boxes = { INBOX: 'inbox', Archive: 'archive', Projects: 'none' } as const
/** Two tags: every fiftieth conversation has the first one, every thousandth the other. */
export const listTags = ['$label1', 'vip'] as const

const newestAt = Date.UTC(2026, 0, 1)
export const listAccounts = ['a', 'b', 'c'].map(name => `account-${name}`)
export const listSources: readonly Source[] = ['email', 'form', 'support', 'other']

/** Paused accounts: nobody asks these servers. */
const nowhere = (id: string): ServerSettings => ({
  host: 'imap.shop.example',
  port: 993,
  security: 'tls',
  user: id,
})

/** Mostly answered and archived mail, as years of work leave behind; the last account is a small one. */
export function fillList(store: Store, random: Random, total: number): void {
  const mailboxes = store.write(w =>
    listAccounts.map(id => {
      w.prepare(
        `INSERT INTO account(id, kind, name, address, imap, body_window, paused, created_at) VALUES (?, 'imap', ?, ?, ?, 'all', 1, 0)`,
      ).run(id, id, `${id}@shop.example`, JSON.stringify(nowhere(id)))
      const [inbox = 0, archive = 0, projects = 0] = Object.entries(boxes).map(([path, role]) =>
        upsertMailbox(w, {
          ...{ accountId: id, path, name: path, delimiter: '/', role },
          ...{ selectable: true, objectId: null },
        }),
      )
      return { inbox, archive, projects }
    }),
  )
  for (let start = 0; start < total; start += 2_000) {
    store.write(w => {
      const insert = w.prepare(
        `INSERT INTO conversation(id, account_id, contact_id, contact_name, contact_address, source, subject, subject_key,
           preview, preview_author, last_at, email_count, unread_count, unread_since, has_attachment, archived, facet,
           waiting_since, started_at, mailboxes, tags)
         VALUES (?, ?, '', ?, ?, ?, ?, ?, ?, 'contact', ?, 3, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      for (let n = start; n < Math.min(total, start + 2_000); n += 1) {
        const at = newestAt - n * minuteMs - random.between(0, 59_000)
        const archived = random.chance(0.9) ? 1 : random.chance(0.02) ? 2 : 0
        const attached = random.chance(0.15)
        const unread = random.chance(archived === 1 ? 0.01 : 0.2)
        const waits = archived !== 1 && random.chance(0.3)
        const owner = random.chance(0.01) ? 2 : n % 2
        const account = listAccounts[owner]
        const source = random.chance(0.8) ? 'email' : random.pick(listSources)
        const place = n % 1_000 === 7 ? 'projects' : archived === 1 ? 'archive' : 'inbox'
        const mailboxKey = mailboxes[owner]?.[place] ?? 0
        insert.run(
          `conversation-${n}`,
          account ?? '',
          `Person ${n % 5_000}`,
          `person${n % 5_000}@customer.example`,
          source,
          `About order ${n}`,
          `about order ${n}`,
          `Thank you for the parcel number ${n}. One thing is still missing, and it is the one that we need most. `.repeat(
            2,
          ),
          at,
          Number(unread),
          unread ? at : null,
          Number(attached),
          archived,
          Number(unread) + 2 * Number(waits) + 4 * Number(attached),
          waits ? at : null,
          at,
          JSON.stringify([mailboxKey]),
          listTags.filter((_, tag) => n % (tag === 0 ? 50 : 1_000) === 0).join(' '),
        )
        addEmail(w, { n, at, accountId: account ?? '', mailboxKey })
      }
    })
  }
}

/** One email of each conversation, as the filters by mailbox look at it. */
function addEmail(
  w: Writer,
  email: { readonly n: number; readonly at: number; readonly accountId: string; readonly mailboxKey: number },
): void {
  const { n, at, accountId, mailboxKey } = email
  w.prepare(
    `INSERT INTO email(key, search_key, id, account_id, conversation_key, dedupe_key, from_name, subject, preview,
       sent_at, received_at, size_bytes, outbound, automated, has_attachment, body_state, joined_by)
     VALUES (?, ?, ?, ?, (SELECT key FROM conversation WHERE id = ?), ?, '', '', '', ?, ?, 1000, 0, 0, 0, 'absent', 'first')`,
  ).run(n + 1, n + 1, `email-${n}`, accountId, `conversation-${n}`, Buffer.from(String(n)), at, at)
  w.prepare(
    `INSERT INTO email_copy(mailbox_key, uid, email_key, seen, answered, flagged, draft, deleted)
     VALUES (?, ?, ?, 1, 0, 0, 0, 0)`,
  ).run(mailboxKey, n + 1, n + 1)
}
