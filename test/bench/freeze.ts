import { createMailReader } from '#engine/mail/mime/reader.ts'
import { createDrafts } from '#engine/outbox/drafts.ts'
import { createOutbox } from '#engine/outbox/outbox.ts'
import { insertAccount } from '#engine/store/accounts.ts'
import { openStore } from '#engine/store/database.ts'
import { insertLocalEmail } from '#engine/sync/local-email.ts'
import { createPause } from '#engine/sync/pause.ts'
import { newId } from '#shared/ids.ts'
import { silentLog } from '#shared/log.ts'
import { systemClock } from '#shared/time.ts'
import { createTempFolder } from '#test/support/temp-folder.ts'
import { type Figure, type Measurement, percentile } from './figure.ts'

const pieceBytes = 65_536
const pieces = 11
const warmUps = 5
const defaultRounds = 60

/**
 * P15: from Send to bytes that are frozen and safe on disk, for a mail of 1 MB with one file.
 *
 * Each file is another one, as in life; staging it is done before Send and not counted.
 */
export const measureFreeze: Measurement = async ({ say, rounds = defaultRounds }) => {
  say('P15: freezing mail of 1 MB')
  const temp = await createTempFolder('bench-freeze')
  const store = openStore({ dataDir: temp.path, clock: systemClock, log: silentLog })
  const workerUrl = new URL('../../src/main/engine/mail/mime/worker.ts', import.meta.url)
  const reader = createMailReader({ workerUrl, log: silentLog })
  const changed = () => {}
  const drafts = createDrafts({
    store,
    clock: systemClock,
    changed,
    jobsWait: () => {},
    fetchAttachment: () => Promise.reject(new Error('nothing to fetch')),
  })
  const outbox = createOutbox({
    store,
    reader,
    clock: systemClock,
    log: silentLog,
    createPause,
    insertLocal: insertLocalEmail,
    secret: () => Promise.reject(new Error('nothing is sent')),
    submit: () => Promise.reject(new Error('nothing is sent')),
    jobsWait: () => {},
    changed,
  })
  const { signal } = new AbortController()
  try {
    const server = { host: 'smtp.example', port: 465, security: 'tls', user: 'me' } as const
    const me = { name: 'Bench', address: 'me@bench.example' }
    store.write(w =>
      insertAccount(w, {
        ...me,
        kind: 'imap',
        imap: server,
        smtp: server,
        bodyWindow: 'all',
        identities: [{ ...me, addressKey: me.address }],
        createdAt: 0,
      }),
    )
    const samples: number[] = []
    for (let round = -warmUps; round < rounds; round += 1) {
      const draft = drafts.open({ kind: 'new' })
      const text = `A few words, ${newId()}. `.repeat(400)
      const content = {
        ...draft.content,
        to: [{ name: '', address: 'ada@customer.example' }],
        subject: 'An offer',
        html: `<p>${text}</p>`,
        text,
      }
      const bytes = crypto.getRandomValues(new Uint8Array(pieceBytes))
      const file = Buffer.concat(Array.from({ length: pieces }, () => bytes))
      await drafts.attachBytes(
        { id: draft.id, name: 'offer.pdf', type: 'application/pdf', bytes: file, inline: false },
        { signal },
      )
      const { revision } = drafts.save(draft.id, content)
      const startedAt = performance.now()
      await outbox.send({ draftId: draft.id, revision }, { signal })
      if (round >= 0) samples.push(performance.now() - startedAt)
    }
    const figure: Figure = {
      id: 'P15',
      what: 'send: click to bytes frozen and safe on disk (1 MB), p95',
      value: percentile(samples, 0.95),
      unit: 'ms',
      limit: 50,
      details: { median: percentile(samples, 0.5), worst: Math.max(...samples), sends: samples.length },
    }
    return [figure]
  } finally {
    await outbox.close()
    await reader.close()
    store.close()
    await temp.remove()
  }
}
