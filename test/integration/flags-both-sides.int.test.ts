import { afterEach, expect, it } from 'vitest'
import { addAccount } from '#test/support/cli-account.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { type FaultProxy, startFaultProxy } from '#test/support/fault-proxy.ts'
import { type OtherClient, startOtherClient } from '#test/support/imap-other-client.ts'
import { type LiveEngine, openLiveEngine } from '#test/support/live-engine.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { readRows, storeTotals } from '#test/support/store-view.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

let temp: TempFolder
let dovecot: Dovecot
let proxy: FaultProxy
let other: OtherClient
let live: LiveEngine | undefined

afterEach(async () => {
  await live?.close()
  await other.close()
  await proxy.stop()
  await dovecot.stop()
  await temp.remove()
})

const tag = '$label1'
const both = [true, false] as const

/** What each side does to `\\Seen` and to a tag while they don't know of each other: 16 combinations. */
const combinations = both.flatMap(seenHere =>
  both.flatMap(taggedHere =>
    both.flatMap(seenThere => both.map(taggedThere => ({ seenHere, taggedHere, seenThere, taggedThere }))),
  ),
)

/** Deeds of others that nothing of ours brings back. */
const deletions = ['to Trash', 'to Junk', 'for good'] as const

it('F-32: merges flag by flag in 16 combinations, and what others deleted stays deleted', async () => {
  temp = await createTempFolder('flags-both')
  dovecot = await startDovecot()
  const idOf = (at: number) => `f${at}@flags.example`
  const mails = combinations.length + deletions.length
  await dovecot.deliver(
    'INBOX',
    Array.from({ length: mails }, (_, at) => {
      const { seenHere = true } = combinations[at] ?? {}
      // Each of our deeds must change something: the mail starts with the opposite.
      const flags = [...(seenHere ? [] : ['\\Seen']), '\\Answered']
      const raw = plainEmail({ from: `P ${at} <p${at}@flags.example>`, messageId: `<${idOf(at)}>` })
      return { raw, flags }
    }),
  )
  proxy = await startFaultProxy({ port: dovecot.port })
  other = startOtherClient(dovecot)
  for (const [at, { taggedHere }] of combinations.entries())
    if (!taggedHere) await other.flag(idOf(at), tag, true)
  await addAccount({ port: proxy.port, user: dovecot.user }, { dataDir: temp.path })
  live = openLiveEngine({ dataDir: temp.path })
  const engine = live
  const ids = Array.from({ length: mails }, (_, at) => idOf(at))
  await engine.waitFor(() => Object.keys(readRows(temp.path, ids)).length === mails, { what: 'all mail' })
  await engine.waitFor(async () => (await engine.status())[0]?.phase === 'idle', { what: 'the first sync' })
  const rows = readRows(temp.path, ids)
  const act = (at: number, action: Parameters<typeof engine.ask<'conversations/act'>>[1]['action']) =>
    engine.ask('conversations/act', { target: { ids: [rows[idOf(at)]?.conversationId ?? ''] }, action })

  proxy.refuse(true)
  proxy.cutAll()
  await engine.waitFor(async () => (await engine.status())[0]?.phase === 'waiting', { what: 'being offline' })
  for (const [at, combination] of combinations.entries()) {
    const { seenHere, taggedHere, seenThere, taggedThere } = combination
    expect(await act(at, { kind: seenHere ? 'mark-read' : 'mark-unread' })).toMatchObject({ changed: 1 })
    expect(await act(at, { kind: taggedHere ? 'tag' : 'untag', keyword: tag })).toMatchObject({ changed: 1 })
    await other.flag(idOf(at), '\\Seen', seenThere)
    await other.flag(idOf(at), tag, taggedThere)
    await other.flag(idOf(at), '\\Flagged', true)
  }
  for (const [index, how] of deletions.entries()) {
    const at = combinations.length + index
    await act(at, { kind: 'mark-read' })
    await act(at, { kind: 'archive' })
    if (how === 'for good') await other.expunge(idOf(at))
    else await other.move(idOf(at), how === 'to Trash' ? 'Trash' : 'Junk')
  }

  proxy.refuse(false)
  await engine.ask('sync/start', {})
  const expected = ids.map((id, at) => {
    const combination = combinations[at]
    if (combination === undefined) {
      const how = deletions[at - combinations.length]
      if (how === 'for good') return { id, there: [] }
      return { id, there: [{ mailbox: how === 'to Trash' ? 'Trash' : 'Junk', flags: '\\Answered \\Seen' }] }
    }
    const { seenHere, taggedHere } = combination
    const flags = [...(taggedHere ? [tag] : []), '\\Answered', '\\Flagged', ...(seenHere ? ['\\Seen'] : [])]
    return { id, there: [{ mailbox: 'INBOX', flags: flags.join(' ') }] }
  })
  const onServer = async () => {
    if (storeTotals(temp.path).openJobs > 0) return 'work in the queue'
    const found = await other.places(ids)
    return ids.map(id => ({
      id,
      there: (found[id] ?? []).map(({ mailbox, flags }) => ({ mailbox, flags: flags.join(' ') })),
    }))
  }
  await expect.poll(onServer, { timeout: 40_000, interval: 300 }).toEqual(expected)
  const inList = () => {
    const now = readRows(temp.path, ids)
    return ids.map(id => ({
      id,
      unread: now[id]?.unread,
      tags: now[id]?.tags,
      hidden: now[id]?.hidden ?? true,
    }))
  }
  await expect.poll(inList, { timeout: 20_000, interval: 200 }).toMatchObject(
    ids.map((id, at) => {
      const combination = combinations[at]
      if (combination === undefined) return { id, hidden: true }
      const { seenHere, taggedHere } = combination
      return { id, unread: !seenHere, tags: taggedHere ? tag : '', hidden: false }
    }),
  )
})
