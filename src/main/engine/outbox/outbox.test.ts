import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { getAccountSettings } from '#engine/store/accounts.ts'
import { createBlobStore } from '#engine/store/blobs.ts'
import { getConversation } from '#engine/store/conversation-thread.ts'
import { namedBlobs } from '#engine/store/doctor.ts'
import { openJobs } from '#engine/store/jobs.ts'
import { setSettings } from '#engine/store/settings.ts'
import { findSubmission } from '#engine/store/submissions.ts'
import { createTestStore, deliver, noon, type TestStore, testEmail } from '#engine/store/test-store.ts'
import { insertLocalEmail } from '#engine/sync/local-email.ts'
import { dayMs, minuteMs, secondMs } from '#shared/time.ts'
import { accepted, addSendingAccount, createTestOutbox, type FakeServer } from './test-outbox.ts'

const ada = 'ada@customer.example'
let test: TestStore
let made: ReturnType<typeof addSendingAccount>
let received: Buffer[]
let server: FakeServer
let own: ReturnType<typeof createTestOutbox>
beforeEach(() => {
  test = createTestStore()
  made = test.store.write(addSendingAccount)
  received = []
  server = async (bytes, { beforeLastBytes }) => {
    await beforeLastBytes()
    received.push(bytes)
    return accepted(ada)
  }
  own = createTestOutbox(test.store, (bytes, options) => server(bytes, options), insertLocalEmail)
})
afterEach(async () => {
  await own.close()
  test.remove()
})
const thread = () => getConversation(test.store.reader, made.conversation.id)
const until = (id: string, state: string) =>
  vi.waitFor(() => expect(own.outbox.get(id).state).toBe(state), { timeout: 5_000, interval: 2 })

describe('a mail that was handed to the outbox', () => {
  it('is frozen: what is on disk is what goes over the wire, without a Bcc header', async () => {
    const bcc = [{ name: '', address: 'boss@shop.example' }]
    const submission = await own.answer(made.conversation.id, { bcc })
    own.outbox.start()
    own.set(submission.sendAt)
    await until(submission.id, 'sent')
    const record = findSubmission(test.store.reader, submission.id)
    const frozen = readFileSync(test.store.blobs.path(record?.blobHash ?? ''))
    expect(received).toEqual([frozen])
    expect(frozen.toString()).not.toMatch(/^bcc:/im)
    expect(frozen.toString()).not.toMatch(/[^\r]\n/)
    expect(record?.recipients.map(({ address }) => address)).toEqual([ada])
    expect(submission.recipients.map(({ address }) => address)).toEqual([ada, 'boss@shop.example'])
  })

  it('is in its thread at once, and in no figure before it is sent', async () => {
    const waits = () => test.store.reader.prepare('SELECT closed_at FROM wait').all()
    const submission = await own.answer(made.conversation.id)
    expect(thread().emails).toHaveLength(2)
    expect(thread().emails[1]).toMatchObject({
      outbound: true,
      text: expect.stringContaining('Soon.'),
      submission: { id: submission.id, state: 'queued', sentCopy: null },
    })
    expect(thread().row).toMatchObject({ outgoing: 'queued', emailCount: 1, hasDraft: false })
    expect(waits()).toEqual([{ closed_at: null }])
    own.outbox.start()
    own.set(submission.sendAt)
    await until(submission.id, 'sent')
    expect(thread().row).toMatchObject({ outgoing: null, emailCount: 2 })
    expect(waits()).toEqual([{ closed_at: noon }])
    expect(thread().emails[1]?.submission).toMatchObject({ state: 'sent', sentCopy: 'waiting' })
  })

  it('names all mail before it in its thread', async () => {
    const submission = await own.answer(made.conversation.id)
    const record = findSubmission(test.store.reader, submission.id)
    const text = readFileSync(test.store.blobs.path(record?.blobHash ?? ''), 'utf8')
    expect(text).toContain('In-Reply-To: <question@customer.example>\r\n')
    expect(text).toContain('References: <question@customer.example>\r\n')
  })

  it('waits the time to undo, and is a draft again after undo, as it was', async () => {
    test.store.write(w => setSettings(w, { undoSendSeconds: 30 }))
    own.outbox.start()
    const submission = await own.answer(made.conversation.id, { subject: 'Re: parcels' })
    expect(submission.sendAt).toBe(noon + 30 * secondMs)
    own.set(noon + 29 * secondMs)
    const { draftId } = own.outbox.cancel(submission.id)
    expect(own.drafts.get(draftId)).toMatchObject({ content: { subject: 'Re: parcels', text: 'Soon.' } })
    expect(thread().emails).toHaveLength(1)
    expect(thread().row).toMatchObject({ outgoing: null, hasDraft: true })
    own.set(noon + dayMs)
    expect(received).toEqual([])
    expect(() => own.outbox.cancel(submission.id)).toThrow('cancelled')
  })

  it('is refused where the draft has changed since', async () => {
    const draft = own.drafts.open({ kind: 'reply', conversationId: made.conversation.id })
    own.drafts.save(draft.id, { ...draft.content, text: 'Wait' })
    const { signal } = new AbortController()
    await expect(own.outbox.send({ draftId: draft.id, revision: 1 }, { signal })).rejects.toThrow('revision')
  })

  it('becomes a conversation of its own where it begins one, and leaves none behind when taken back', async () => {
    const draft = own.drafts.open({
      kind: 'new',
      prefill: { to: [{ name: 'Zoe', address: 'zoe@new.example' }] },
    })
    const { signal } = new AbortController()
    const submission = await own.outbox.send({ draftId: draft.id, revision: draft.revision }, { signal })
    const conversation = getConversation(test.store.reader, submission.conversationId ?? '')
    expect(conversation.row).toMatchObject({ contact: { address: 'zoe@new.example' }, outgoing: 'queued' })
    const hidden = () =>
      test.store.reader
        .prepare<{ n: number }>('SELECT count(*) AS n FROM conversation WHERE hidden = 0')
        .get()?.n
    expect(hidden()).toBe(2)
    own.outbox.cancel(submission.id)
    expect(hidden()).toBe(1)
    expect(() => getConversation(test.store.reader, submission.conversationId ?? '')).toThrow('not-found')
  })

  it('keeps its bytes through the sweep of a next life', async () => {
    const submission = await own.answer(made.conversation.id)
    const hash = findSubmission(test.store.reader, submission.id)?.blobHash ?? ''
    await createBlobStore(test.dataDir).sweep(namedBlobs(test.store.reader))
    expect(test.store.blobs.has(hash)).toBe(true)
  })
})

describe('what a server answers', () => {
  const sendTo = async (answer: FakeServer) => {
    server = answer
    own.outbox.start()
    const submission = await own.answer(made.conversation.id)
    own.set(submission.sendAt)
    return submission
  }
  const result = (outcome: 'retry' | 'refused' | 'uncertain' | 'too-large' | 'auth-rejected', code: string) =>
    ({
      outcome,
      recipients: [{ address: ada, state: 'waiting', reply: '4.2.0 words of the server' }],
      problem: { code, retry: true },
      sizeLimitBytes: 1_000_000,
    }) as Awaited<ReturnType<FakeServer>>

  it('makes jobs for the copy in Sent and the flag of what was answered', async () => {
    const submission = await sendTo(() => accepted(ada))
    await until(submission.id, 'sent')
    const jobs = openJobs(test.store.reader, 'append-sent')
    expect(jobs).toMatchObject([{ runAt: submission.sendAt + 5 * secondMs }])
    expect(openJobs(test.store.reader, 'set-flags')).toHaveLength(1)
    expect(thread().emails[0]?.keywords).toContain('$answered')
  })

  it('is tried again later and later where it may pass, for five days', async () => {
    let tries = 0
    const submission = await sendTo(() => {
      tries += 1
      return result('retry', 'server-busy')
    })
    const waits: number[] = []
    let at = submission.sendAt
    for (;;) {
      await vi.waitFor(
        () => {
          const { state, retryAt } = own.outbox.get(submission.id)
          expect(state === 'failed' || (state === 'queued' && (retryAt ?? 0) > at)).toBe(true)
        },
        { interval: 1 },
      )
      const { state, retryAt } = own.outbox.get(submission.id)
      if (state === 'failed') break
      waits.push(((retryAt ?? 0) - at) / minuteMs)
      at = retryAt ?? 0
      own.set(at)
    }
    expect(waits.slice(0, 8)).toEqual([1, 2, 4, 8, 16, 32, 60, 60])
    expect(at - submission.sendAt).toBeGreaterThan(4.9 * dayMs)
    expect(at - submission.sendAt).toBeLessThan(5.1 * dayMs)
    expect(own.outbox.get(submission.id)).toMatchObject({ problem: { code: 'server-busy' } })
    expect(tries).toBe(waits.length + 1)
    expect(received).toEqual([])
  }, 30_000)

  it('F-07: a refusal fails it, with the words of the server, and its draft opens on demand', async () => {
    const submission = await sendTo(() => result('refused', 'server-refused'))
    await until(submission.id, 'failed')
    expect(thread().row.outgoing).toBe('failed')
    const settled = own.outbox.settle(submission.id, 'edit')
    expect(settled).toMatchObject({ state: 'cancelled' })
    expect(own.drafts.get(settled.draftId ?? '').content.text).toBe('Soon.')
    expect(thread().emails).toHaveLength(1)
  })

  it('F-07: tells of each recipient where only some were refused', async () => {
    const recipients = [
      { address: ada, state: 'accepted', reply: '250' },
      { address: 'bo@customer.example', state: 'refused', reply: '550 nobody here' },
    ] as const
    server = () => ({ ...accepted(ada), recipients })
    own.outbox.start()
    const cc = [{ name: '', address: 'bo@customer.example' }]
    const submission = await own.answer(made.conversation.id, { cc })
    own.set(submission.sendAt)
    await until(submission.id, 'sent')
    expect(thread().emails[1]?.submission?.recipients).toEqual(recipients)
  })

  it('F-06: without an answer it is uncertain, looked for, and never sent again by itself', async () => {
    let tries = 0
    const submission = await sendTo(() => {
      tries += 1
      return result('uncertain', 'connection-lost')
    })
    await until(submission.id, 'uncertain')
    own.set(noon + 30 * dayMs)
    own.outbox.wake()
    expect(openJobs(test.store.reader, 'find-sent')).toHaveLength(1)
    expect(thread().row.outgoing).toBe('uncertain')
    expect(tries).toBe(1)
    server = () => accepted(ada)
    own.outbox.settle(submission.id, 'send-again')
    await until(submission.id, 'sent')
  })

  it.each([
    [true, 'uncertain'],
    [false, 'queued'],
  ] as const)(
    'F-06: a fault of ours is judged by what was handed over (all of it: %s)',
    async (all, state) => {
      let tries = 0
      const submission = await sendTo(async (_bytes, { beforeLastBytes }) => {
        tries += 1
        if (all) await beforeLastBytes()
        throw new Error('a fault of ours')
      })
      await vi.waitFor(() => expect(own.outbox.get(submission.id).problem?.code).toBe('internal'))
      expect([own.outbox.get(submission.id).state, tries]).toEqual([state, 1])
    },
  )

  it('a wrong password keeps it waiting, and a new one sends it at once', async () => {
    const submission = await sendTo(() => result('auth-rejected', 'auth-rejected'))
    await vi.waitFor(() => expect(own.outbox.get(submission.id).problem?.code).toBe('auth-rejected'))
    expect(own.outbox.get(submission.id).state).toBe('queued')
    server = () => accepted(ada)
    own.outbox.wake()
    await until(submission.id, 'sent')
  })

  it('a mail that is too large fails as that', async () => {
    const submission = await sendTo(() => result('too-large', 'too-large'))
    await until(submission.id, 'failed')
    expect(own.outbox.get(submission.id).problem?.code).toBe('too-large')
  })
})

describe('a mail for later', () => {
  it('asks first where the customer wrote meanwhile', async () => {
    own.outbox.start()
    const later = noon + dayMs
    const submission = await own.answer(made.conversation.id, {}, later)
    expect(submission).toMatchObject({ scheduled: true, sendAt: later })
    expect(thread().row.outgoing).toBe('scheduled')
    test.store.write(w =>
      deliver(
        w,
        testEmail(made.account, made.conversation.key, { sentAt: noon + 1_000, text: 'Never mind' }),
        [{ mailbox: made.account.mailboxes.inbox }],
      ),
    )
    own.set(later)
    await vi.waitFor(() => expect(own.outbox.get(submission.id).heldForAnswer).toBe(true))
    expect(received).toEqual([])
    own.outbox.sendNow(submission.id)
    await until(submission.id, 'sent')
    expect(received).toHaveLength(1)
  })

  it('leaves at its time, dated then', async () => {
    own.outbox.start()
    const later = noon + 3 * dayMs
    const submission = await own.answer(made.conversation.id, {}, later)
    own.set(later)
    await until(submission.id, 'sent')
    expect(received[0]?.toString()).toContain('Date: Fri, 13 Mar 2026 12:00:00 +0000')
  })
})

describe('an account that goes', () => {
  it('gives back the drafts of what has not left', async () => {
    own.outbox.start()
    const submission = await own.answer(made.conversation.id)
    await own.outbox.accountRemoved(made.account.id)
    own.set(noon + dayMs)
    expect(received).toEqual([])
    expect(own.outbox.get(submission.id).state).toBe('cancelled')
    expect(own.drafts.list()).toMatchObject([{ preview: 'Soon.' }])
    expect(getAccountSettings(test.store.reader, made.account.id)).toBeDefined()
  })
})
