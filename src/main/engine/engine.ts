import { homedir } from 'node:os'
import type { Accounts } from '#engine/accounts/accounts.ts'
import { createAccounts } from '#engine/accounts/accounts.ts'
import { createConnectionTest } from '#engine/accounts/connection-test.ts'
import { createAttachments } from '#engine/attachments/attachments.ts'
import { createAttachmentReader } from '#engine/attachments/reader.ts'
import { createAttention } from '#engine/attention.ts'
import { createActions } from '#engine/conversations/actions.ts'
import { createConversations } from '#engine/conversations/conversations.ts'
import { createSnoozes } from '#engine/conversations/snoozes.ts'
import { tidyJournal } from '#engine/conversations/tidy-journal.ts'
import { createCredentials } from '#engine/credentials/credentials.ts'
import { keychainName, openKeyringEntry } from '#engine/credentials/keyring.ts'
import { serviceName } from '#engine/credentials/service-name.ts'
import { createEvents } from '#engine/events.ts'
import { readDraft } from '#engine/handlers/accounts.ts'
import { createHandlers } from '#engine/handlers/handlers.ts'
import { createPostOneClick } from '#engine/lists/post-one-click.ts'
import { createLists } from '#engine/lists/unsubscribe.ts'
import { createDiscover } from '#engine/mail/autoconfig/discover.ts'
import { probeImap } from '#engine/mail/imap/probe.ts'
import { htmlToText } from '#engine/mail/mime/html-text.ts'
import { createMailReader } from '#engine/mail/mime/reader.ts'
import { createImageFetcher } from '#engine/mail/remote/fetch-image.ts'
import { createSharedImages } from '#engine/mail/remote/shared-images.ts'
import { probeSmtp } from '#engine/mail/smtp/probe.ts'
import { submitMail } from '#engine/mail/smtp/submit.ts'
import { createDrafts } from '#engine/outbox/drafts.ts'
import { createOutbox, type Outbox } from '#engine/outbox/outbox.ts'
import { overviewFigures } from '#engine/overview/figures.ts'
import type { Handle } from '#engine/rpc-server.ts'
import { createSearch } from '#engine/search/search.ts'
import { findContacts } from '#engine/store/contact-search.ts'
import { conversationCounts } from '#engine/store/conversations.ts'
import { openStore } from '#engine/store/database.ts'
import { inspectStore, namedBlobs, sqliteVersion } from '#engine/store/doctor.ts'
import { changeSettings, getSettings, trustLinkHost } from '#engine/store/settings.ts'
import { insertLocalEmail } from '#engine/sync/local-email.ts'
import { createPause } from '#engine/sync/pause.ts'
import { createSync, type Sync } from '#engine/sync/sync.ts'
import type { SecretBackend } from '#shared/account.ts'
import type { EngineEvent } from '#shared/contract.ts'
import { defaultDataDir } from '#shared/data-dir.ts'
import { toErrorReport } from '#shared/errors.ts'
import type { Log } from '#shared/log.ts'
import type { Clock } from '#shared/time.ts'

/** What the engine runs with. */
export type EngineOptions = {
  readonly dataDir: string
  readonly version: string
  readonly clock: Clock
  readonly log: Log
  /** `mime-worker.js` of the build, or `worker.ts`. */
  readonly mimeWorkerUrl: URL
  /** `attachment-worker.js` of the build, or `worker.ts`. */
  readonly attachmentWorkerUrl: URL
  /** `search-worker.js` of the build, or `search-worker.ts`; without it mail is indexed on the engine's own thread. */
  readonly searchWorkerUrl?: URL | undefined
  /** A password for accounts whose own can't be had: the command line's PARLEY_PASSWORD. */
  readonly secretFallback?: string | undefined
  /** Images and lists on loopback and private addresses: for tests of the unpackaged app only. */
  readonly allowPrivateImages?: boolean | undefined
}

/** The whole of Parley but its window. */
export type Engine = {
  readonly handle: Handle
  readonly subscribe: (listener: (event: EngineEvent) => void) => () => void
  /** Connects every account and keeps it in step. Without it, only what is asked for happens. */
  readonly start: () => void
  readonly syncOnce: Sync['syncOnce']
  /** Sends what is in the outbox until this mail has left or can't for now, for scripts; nothing else is connected. */
  readonly sendNow: Outbox['sendAndWait']
  /** Adds an account without testing it, for scripts. */
  readonly storeAccount: Accounts['store']
  readonly secretBackend: () => SecretBackend
  /** Resolves when search finds everything that is stored. */
  readonly searchSettled: () => Promise<void>
  /** Finishes what is being written, closes connections, gives the data folder free. */
  readonly close: () => Promise<void>
}

/**
 * Wires the engine: the one place where its parts meet.
 *
 * @throws AppError `store-locked`, `store-newer`, `disk-full`
 */
export function createEngine(options: EngineOptions): Engine {
  const { dataDir, clock, log } = options
  const store = openStore({ dataDir, clock, log, searchWorkerUrl: options.searchWorkerUrl })
  const events = createEvents({ counts: () => conversationCounts(store.reader) })
  const notice = () => events.notice({ secrets: credentials.backend(), storeState: store.state })
  const credentials = createCredentials({
    dataDir,
    service: serviceName(dataDir, standardDataDir()),
    storeName: keychainName(process.platform),
    openEntry: openKeyringEntry,
    fallback: options.secretFallback,
    onChange: () => {
      notice()
      if (isOpen(credentials.backend())) wake()
    },
    onLate: () => wake(),
    log,
  })
  const attention = createAttention(clock)
  const reader = createMailReader({ workerUrl: options.mimeWorkerUrl, log })
  const sync = createSync({
    store,
    reader,
    secret: credentials.read,
    events,
    clock,
    log,
    attention,
  })
  const outbox = createOutbox({
    store,
    reader,
    clock,
    log,
    secret: credentials.read,
    submit: submitMail,
    insertLocal: insertLocalEmail,
    createPause,
    changed: events.changed,
    jobsWait: sync.jobsWait,
  })
  const wake = () => {
    sync.wake()
    outbox.wake()
  }
  const stopNotices = store.onStateChange(notice)

  const accounts = createAccounts({
    store,
    credentials,
    clock,
    discover: createDiscover(),
    testConnection: createConnectionTest({ probeImap, probeSmtp }),
    sync: {
      accountAdded: sync.accountAdded,
      accountChanged: id => {
        sync.accountChanged(id)
        outbox.wake()
      },
      accountRemoved: async id => {
        await outbox.accountRemoved(id)
        await sync.accountRemoved(id)
      },
    },
    changed: events.changed,
  })
  const conversations = createConversations({
    store,
    remote: sync,
    clock,
    htmlToText: html => htmlToText(html),
    changed: events.changed,
  })
  const snoozes = createSnoozes({ store, clock, log, changed: events.changed })
  const actions = createActions({
    store,
    clock,
    list: conversations.list,
    jobsWait: sync.jobsWait,
    changed: events.changed,
    snoozed: snoozes.check,
  })
  const attachmentReader = createAttachmentReader({ workerUrl: options.attachmentWorkerUrl, log })
  const attachments = createAttachments({
    store,
    source: sync,
    reader: attachmentReader,
    clock,
    changed: events.changed,
  })
  const drafts = createDrafts({
    store,
    clock,
    fetchAttachment: sync.fetchAttachment,
    changed: events.changed,
    jobsWait: sync.jobsWait,
  })
  const privateHosts = options.allowPrivateImages ? { mayConnect: () => true } : {}
  const handle = createHandlers({
    info: () => ({
      version: options.version,
      dataDir,
      sqlite: sqliteVersion(store.reader),
      secrets: credentials.backend(),
      storeState: store.state,
    }),
    inspect: async () => ({
      ...(await inspectStore(store.reader, store.blobs)),
      node: process.versions.node,
      version: options.version,
      secrets: credentials.backend(),
    }),
    attend: attention.attend,
    settings: {
      get: () => getSettings(store.reader),
      set: change => {
        store.write(w => changeSettings(w, change))
        return getSettings(store.reader)
      },
      trustLinkHost: host => {
        store.write(w => trustLinkHost(w, host))
        return getSettings(store.reader)
      },
    },
    accounts,
    credentials,
    conversations,
    actions,
    attachments,
    drafts,
    outbox,
    search: createSearch({ store, apart: sync.apart }),
    lists: createLists({ store, post: createPostOneClick(privateHosts) }),
    sync: {
      ...sync,
      wake: () => {
        snoozes.check()
        wake()
      },
    },
    overview: periodDays => {
      const now = clock.now()
      return overviewFigures(store.reader, { now, periodDays, monthStart: startOfMonth(now) })
    },
    findContacts: text => findContacts(store.reader, text),
    remoteImage: createSharedImages(createImageFetcher(privateHosts), { clock }),
  })

  const closing = new AbortController()
  snoozes.check()
  /** Only while nothing writes blobs: before the first connection. */
  const sweep = async () => {
    try {
      const removed = await store.blobs.sweep(namedBlobs(store.reader))
      if (removed > 0) log.info('blobs-swept', { removed })
    } catch (error) {
      log.warn('blob-sweep-failed', { code: toErrorReport(error).code })
    }
  }

  const tidy = async () => {
    try {
      await tidyJournal(store, clock.now(), closing)
    } catch (error) {
      log.warn('journal-not-tidied', { code: toErrorReport(error).code })
    }
  }

  return {
    handle,
    subscribe: events.subscribe,
    start: () => {
      void sweep().then(() => {
        if (closing.signal.aborted) return
        sync.start()
        outbox.start()
      })
      void tidy()
    },
    syncOnce: sync.syncOnce,
    sendNow: outbox.sendAndWait,
    storeAccount: async (params, wait) => accounts.store({ ...params, draft: readDraft(params.draft) }, wait),
    secretBackend: credentials.backend,
    searchSettled: store.searchSettled,
    close: async () => {
      closing.abort()
      snoozes.close()
      try {
        await outbox.close()
        await sync.close()
        await attachmentReader.close()
        await reader.close()
      } finally {
        events.close()
        stopNotices()
        store.close()
      }
    },
  }
}

function standardDataDir(): string {
  return defaultDataDir({ platform: process.platform, env: process.env, home: homedir() })
}

/** Whether asking the store again has a chance. */
function isOpen(backend: SecretBackend): boolean {
  return backend.kind === 'keychain' || (backend.kind === 'vault' && !backend.locked)
}

/** Midnight of the first day of the local calendar month, epoch ms UTC. */
function startOfMonth(now: number): number {
  const date = new Date(now)
  return new Date(date.getFullYear(), date.getMonth(), 1).getTime()
}
