import { afterEach, expect, it } from 'vitest'
import type { ConversationAction } from '#shared/actions.ts'
import { hourMs } from '#shared/time.ts'
import { compareWithServer } from '#test/support/agreement.ts'
import { addAccount } from '#test/support/cli-account.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import type { DroppableCapability } from '#test/support/dovecot-config.ts'
import { judgeServer } from '#test/support/imap-judge.ts'
import { type LiveEngine, openLiveEngine } from '#test/support/live-engine.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { readRows, readStore, storeTotals } from '#test/support/store-view.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

let temp: TempFolder
let dovecot: Dovecot
let live: LiveEngine | undefined

afterEach(async () => {
  await live?.close()
  live = undefined
  await dovecot.stop()
  await temp.remove()
})

const sets: readonly (readonly [string, readonly DroppableCapability[]])[] = [
  ['everything', []],
  ['everything but modification sequences', ['CONDSTORE', 'QRESYNC']],
  ['everything but MOVE', ['MOVE']],
  ['neither MOVE nor UIDPLUS', ['MOVE', 'UIDPLUS']],
  ['no IDLE, no special use, no literals without waiting', ['IDLE', 'SPECIAL-USE', 'LITERAL+']],
  [
    'nothing beyond IMAP4rev1',
    [
      'CONDSTORE',
      'QRESYNC',
      'ENABLE',
      'MOVE',
      'UIDPLUS',
      'IDLE',
      'SPECIAL-USE',
      'LITERAL+',
      'LIST-STATUS',
      'ESEARCH',
    ],
  ],
]

type Step = ConversationAction | { readonly kind: 'undo' }
type Case = {
  readonly name: string
  readonly steps: readonly Step[]
  readonly mailbox: 'INBOX' | 'Archive' | 'Trash'
  readonly flags?: readonly string[]
  readonly list: 'active' | 'archived' | 'hidden'
}

const tag = { kind: 'tag', keyword: '$label1' } as const
const undo = { kind: 'undo' } as const

/** Every action, and what it leaves on the server and in the list. */
const cases: readonly Case[] = [
  { name: 'archive', steps: [{ kind: 'archive' }], mailbox: 'Archive', list: 'archived' },
  {
    name: 'unarchive',
    steps: [{ kind: 'archive' }, { kind: 'unarchive' }],
    mailbox: 'INBOX',
    list: 'active',
  },
  { name: 'delete', steps: [{ kind: 'delete' }], mailbox: 'Trash', list: 'hidden' },
  { name: 'undelete', steps: [{ kind: 'delete' }, { kind: 'undelete' }], mailbox: 'INBOX', list: 'active' },
  {
    name: 'archive then delete',
    steps: [{ kind: 'archive' }, { kind: 'delete' }],
    mailbox: 'Trash',
    list: 'hidden',
  },
  { name: 'read', steps: [{ kind: 'mark-read' }], mailbox: 'INBOX', flags: ['\\Seen'], list: 'active' },
  {
    name: 'unread',
    steps: [{ kind: 'mark-read' }, { kind: 'mark-unread' }],
    mailbox: 'INBOX',
    list: 'active',
  },
  {
    name: 'read and archive',
    steps: [{ kind: 'mark-read' }, { kind: 'archive' }],
    mailbox: 'Archive',
    flags: ['\\Seen'],
    list: 'archived',
  },
  { name: 'tag', steps: [tag], mailbox: 'INBOX', flags: ['$label1'], list: 'active' },
  { name: 'untag', steps: [tag, { kind: 'untag', keyword: '$label1' }], mailbox: 'INBOX', list: 'active' },
  {
    name: 'tag and delete',
    steps: [tag, { kind: 'delete' }],
    mailbox: 'Trash',
    flags: ['$label1'],
    list: 'hidden',
  },
  {
    name: 'snooze',
    steps: [{ kind: 'snooze', until: Date.now() + hourMs }],
    mailbox: 'INBOX',
    list: 'active',
  },
  {
    name: 'unsnooze',
    steps: [{ kind: 'snooze', until: Date.now() + hourMs }, { kind: 'unsnooze' }],
    mailbox: 'INBOX',
    list: 'active',
  },
  { name: 'mute', steps: [{ kind: 'mute' }], mailbox: 'Archive', list: 'archived' },
  { name: 'unmute', steps: [{ kind: 'mute' }, { kind: 'unmute' }], mailbox: 'Archive', list: 'archived' },
  { name: 'undo archive', steps: [{ kind: 'archive' }, undo], mailbox: 'INBOX', list: 'active' },
  { name: 'undo delete', steps: [{ kind: 'delete' }, undo], mailbox: 'INBOX', list: 'active' },
  { name: 'undo tag', steps: [tag, undo], mailbox: 'INBOX', list: 'active' },
]

it.each(sets)('F-17: every action works on a server that has %s', async (_name, dropCapabilities) => {
  temp = await createTempFolder('capabilities')
  dovecot = await startDovecot({ dropCapabilities })
  const ids = cases.map((_, index) => `case${index}@actions.example`)
  const mail = (id: string, subject: string) =>
    plainEmail({
      from: `${subject} <${id.replace('@', '.')}@actions.example>`,
      subject,
      messageId: `<${id}>`,
    })
  await dovecot.deliver('INBOX', [
    ...cases.map(({ name }, index) => mail(ids[index] ?? '', name)),
    { raw: mail('marked@actions.example', 'Marked'), flags: ['\\Deleted'] },
  ])
  await addAccount({ port: dovecot.port, user: dovecot.user }, { dataDir: temp.path })
  live = openLiveEngine({ dataDir: temp.path })
  const engine = live
  await engine.waitFor(() => Object.keys(readRows(temp.path, ids)).length === ids.length, {
    what: 'all mail',
  })
  await engine.waitFor(async () => (await engine.status())[0]?.phase === 'idle', { what: 'the first sync' })
  const rows = readRows(temp.path, ids)
  const settled = () => storeTotals(temp.path).openJobs === 0

  const last = new Map<string, string>()
  for (let round = 0; round < 2; round += 1) {
    for (const [index, { steps }] of cases.entries()) {
      const step = steps[round]
      const id = rows[ids[index] ?? '']?.conversationId ?? ''
      if (step === undefined) continue
      if (step.kind === 'undo') await engine.ask('actions/undo', { id: last.get(id) ?? '' })
      else {
        const { changed, actionId } = await engine.ask('conversations/act', {
          target: { ids: [id] },
          action: step,
        })
        expect([steps, changed]).toEqual([steps, 1])
        last.set(id, actionId ?? '')
      }
    }
    await engine.waitFor(settled, { what: 'the end of the queue', timeoutMs: 40_000 })
  }

  const judged = await judgeServer(dovecot)
  const onServer = (id: string) =>
    Object.entries(judged).flatMap(([mailbox, { emails }]) =>
      emails.filter(({ messageId }) => messageId === `<${id}>`).map(({ flags }) => ({ mailbox, flags })),
    )
  const after = readRows(temp.path, ids)
  const found = cases.map(({ name }, index) => {
    const row = after[ids[index] ?? '']
    const list = row?.hidden === true ? 'hidden' : row?.archived === true ? 'archived' : 'active'
    return { name, there: onServer(ids[index] ?? ''), list }
  })
  expect(found).toEqual(
    cases.map(({ name, mailbox, flags = [], list }) => ({ name, there: [{ mailbox, flags }], list })),
  )
  expect(onServer('marked@actions.example')).toEqual([{ mailbox: 'INBOX', flags: ['\\Deleted'] }])
  await engine.ask('sync/start', {})
  await expect
    .poll(async () => compareWithServer(await judgeServer(dovecot), readStore(temp.path)), {
      timeout: 20_000,
    })
    .toEqual([])
  expect(await engine.ask('actions/refused', {})).toEqual([])
  const announced = engine.events.flatMap(event => (event.type === 'state-change' ? event.newMail : []))
  expect(announced).toEqual([])
})
