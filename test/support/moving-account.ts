import { createEvents, type Events } from '#engine/events.ts'
import { connectImap, type ImapConnection } from '#engine/mail/imap/connection.ts'
import { readMail } from '#engine/mail/mime/read-mail.ts'
import type { MailReader } from '#engine/mail/mime/reader.ts'
import { enqueue, releaseRunning } from '#engine/queue/queue.ts'
import { insertAccount } from '#engine/store/accounts.ts'
import { conversationCounts, refreshConversations } from '#engine/store/conversations.ts'
import { copiesOfEmail, updateCopyFlags } from '#engine/store/copies.ts'
import type { Store } from '#engine/store/database.ts'
import { refreshEmails } from '#engine/store/emails.ts'
import type { Writer } from '#engine/store/handle.ts'
import { findMailbox, listMailboxes } from '#engine/store/mailboxes.ts'
import { dropPendingMove, pendingMovesOf, putPendingMove } from '#engine/store/pending-moves.ts'
import { syncRound } from '#engine/sync/account-round.ts'
import { createJobRunner } from '#engine/sync/run-jobs.ts'
import type { MailboxRole } from '#shared/account.ts'
import { newId } from '#shared/ids.ts'
import { silentLog } from '#shared/log.ts'
import { createImapModel, type ImapModel, type ModelMessage } from './imap-model.ts'
import { type ModelServerOptions, startModelServer } from './imap-model-server.ts'

/** An account of a store, in step with a model server; what a person wishes goes through the queue as in the app. */
export type MovingAccount = {
  readonly store: Store
  readonly model: ImapModel
  readonly accountId: string
  /** Conversations that were announced as new mail. */
  readonly announced: readonly string[]
  /** Lays a message into a mailbox of the server. */
  deliver(mailbox: string, id: string, flags?: readonly string[]): void
  /** One round on a connection of its own. @throws what the round threw */
  round(store?: Store): Promise<void>
  /** Rounds until no job waits and one round changed nothing; what was running when the last one died waits again. */
  settle(): Promise<void>
  /** Wishes every counted copy of an email (in the mailbox of a role, where given) to a role, as an action does. */
  wish(id: string, to: MailboxRole, from?: MailboxRole): void
  /** Takes the wishes for an email back. */
  unwish(id: string): void
  /** Sets or takes `\Seen` of every copy. */
  mark(id: string, seen: boolean): void
  /** Where an email lies as the list counts it, wishes on top: roles, sorted. */
  placesHere(id: string): readonly MailboxRole[]
  failedJobs(): number
  openJobs(): number
  close(): Promise<void>
}

/** What can go wrong, and what the server can do. */
export type MovingOptions = ModelServerOptions & { readonly mailboxes?: readonly string[] }

/** Starts a model server; accounts are made on it one after another, each with a model of its own. */
export async function startMovingServer(store: Store) {
  let model = createImapModel()
  let options: ModelServerOptions = {}
  const server = await startModelServer(
    () => model,
    () => options,
  )
  return {
    commands: server.commands,
    stop: () => server.stop(),
    /** An account that has the model to itself until the next one is asked for. */
    account: (wanted: MovingOptions = {}): MovingAccount => {
      model = createImapModel(wanted.mailboxes)
      options = wanted
      return createMovingAccount(store, store.write(addAccount), model, server.port)
    },
    /** Changes what goes wrong from now on. */
    change: (next: ModelServerOptions) => {
      options = { ...options, ...next }
    },
  }
}

function addAccount(w: Writer): string {
  const address = `me-${newId()}@shop.example`
  return insertAccount(w, {
    kind: 'imap',
    name: 'Shop',
    address,
    imap: { host: '127.0.0.1', port: 1, security: 'none', user: 'me' },
    smtp: null,
    bodyWindow: 'all',
    identities: [{ name: 'Shop', address, addressKey: address }],
    createdAt: Date.UTC(2026, 2, 1),
  })
}

const reader: MailReader = {
  parse: batch => Promise.all(batch.map(readMail)),
  close: async () => undefined,
}

function createMovingAccount(store: Store, accountId: string, model: ImapModel, port: number): MovingAccount {
  const told: string[] = []
  let now = Date.UTC(2026, 2, 10, 12)
  const clock = { now: () => now }
  const events: Events = createEvents({ counts: () => conversationCounts(store.reader), everyMs: 1 })
  events.subscribe(event => {
    if (event.type === 'state-change') told.push(...event.newMail)
  })
  const { signal } = new AbortController()
  const roundWith = async (used: Store) => {
    const target = { host: '127.0.0.1', port, security: 'none', user: 'me' } as const
    const connection: ImapConnection = await connectImap({ server: target, password: 'secret' }, { signal })
    const deps = { store: used, reader, events, clock, log: silentLog }
    try {
      await syncRound(deps, connection, {
        accountId,
        signal,
        jobs: createJobRunner(deps, accountId),
        since: null,
        onTotal: () => undefined,
        onStored: () => undefined,
      })
    } finally {
      connection.close()
    }
  }
  const count = (state: string) =>
    store.reader
      .prepare<{ n: number }>('SELECT count(*) AS n FROM job WHERE account_id = ? AND state <> ?')
      .get(accountId, state)?.n ?? 0
  const failed = () =>
    store.reader
      .prepare<{ n: number }>("SELECT count(*) AS n FROM job WHERE account_id = ? AND state = 'failed'")
      .get(accountId)?.n ?? 0
  const keyOf = (id: string) =>
    store.reader
      .prepare<{ key: number }>('SELECT key FROM email WHERE account_id = ? AND message_id = ?')
      .get(accountId, id)?.key
  const refresh = (w: Writer, key: number) => refreshConversations(w, refreshEmails(w, [key]))
  return {
    store,
    model,
    accountId,
    announced: told,
    deliver: (mailbox, id, flags = []) => void model.append(mailbox, makeMessage(id, flags)),
    round: (used = store) => roundWith(used),
    settle: async () => {
      store.write(w => releaseRunning(w))
      for (let turn = 0; turn < 12; turn += 1) {
        await roundWith(store)
        if (count('failed') === 0) break
        now += 60 * 60_000
      }
      await roundWith(store)
    },
    wish: (id, to, from) => {
      const key = keyOf(id)
      if (key === undefined) return
      store.write(w => {
        for (const copy of copiesOfEmail(w, key)) {
          const mailbox = findMailbox(w, copy.mailboxKey)
          if (mailbox === null || (from !== undefined && mailbox.role !== from)) continue
          const move = { emailKey: key, mailboxKey: mailbox.key, toRole: to, toMailboxKey: null }
          putPendingMove(w, { ...move, hereOnly: false })
          const payload = {
            mailboxKey: mailbox.key,
            uidValidity: mailbox.uidValidity ?? '',
            toRole: to,
            toMailboxKey: null,
            emails: [{ emailKey: key, uid: copy.uid }],
            actionId: null,
          }
          enqueue(w, { accountId, kind: 'move-emails', payload }, { now })
        }
        refresh(w, key)
      })
    },
    unwish: id => {
      const key = keyOf(id)
      if (key === undefined) return
      store.write(w => {
        for (const wish of pendingMovesOf(w, key)) dropPendingMove(w, key, wish.mailboxKey)
        refresh(w, key)
      })
    },
    mark: (id, seen) => {
      const key = keyOf(id)
      if (key === undefined) return
      store.write(w => {
        for (const copy of copiesOfEmail(w, key)) {
          const mailbox = findMailbox(w, copy.mailboxKey)
          const flags = copy.flags.filter(flag => flag !== '\\Seen')
          if (seen) flags.push('\\Seen')
          updateCopyFlags(w, copy.mailboxKey, [{ uid: copy.uid, flags }])
          const change = {
            uid: copy.uid,
            emailKey: key,
            add: seen ? ['\\Seen'] : [],
            remove: seen ? [] : ['\\Seen'],
          }
          const payload = {
            mailboxKey: copy.mailboxKey,
            uidValidity: mailbox?.uidValidity ?? '',
            changes: [change],
          }
          enqueue(w, { accountId, kind: 'set-flags', payload }, { now })
        }
        refresh(w, key)
      })
    },
    placesHere: id => {
      const key = keyOf(id)
      if (key === undefined) return []
      const roles = new Map(
        listMailboxes(store.reader, accountId).map(mailbox => [mailbox.key, mailbox.role]),
      )
      const wishes = new Map(pendingMovesOf(store.reader, key).map(wish => [wish.mailboxKey, wish.toRole]))
      return copiesOfEmail(store.reader, key)
        .map(({ mailboxKey }) => wishes.get(mailboxKey) ?? roles.get(mailboxKey) ?? 'none')
        .sort()
    },
    failedJobs: failed,
    openJobs: () => count('failed'),
    close: async () => events.close(),
  }
}

/** A short plain message with a Message-ID of its own. */
function makeMessage(id: string, flags: readonly string[] = []): ModelMessage {
  const receivedAt = Date.UTC(2026, 2, 9, 12)
  const raw = Buffer.from(
    [
      `From: ${id} <${id.replace(/@.*/, '')}@client.example>`,
      'To: me@shop.example',
      `Subject: About ${id}`,
      `Message-ID: <${id}>`,
      `Date: ${new Date(receivedAt).toUTCString()}`,
      '',
      `Text of ${id}`,
      '',
    ].join('\r\n'),
  )
  return { raw, messageId: id, flags: new Set(flags), receivedAt }
}
