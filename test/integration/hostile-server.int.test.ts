import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startCli } from '#test/support/cli.ts'
import { addAccount } from '#test/support/cli-account.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { type FakeImap, type FakeImapOptions, startFakeImap } from '#test/support/fake-imap.ts'
import {
  endlessLine,
  flood,
  giantLiteral,
  hangingUp,
  lying,
  manyCapabilities,
  silent,
} from '#test/support/hostile-imap.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { readStore } from '#test/support/store-view.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

let temp: TempFolder
let dovecot: Dovecot
let fake: FakeImap

beforeEach(async () => {
  temp = await createTempFolder('hostile')
  dovecot = await startDovecot()
})
afterEach(async () => {
  await fake.stop()
  await dovecot.stop()
  await temp.remove()
})

const hostile: readonly (readonly [string, FakeImapOptions, { readonly fails: boolean }])[] = [
  ['never greets', silent, { fails: true }],
  ['hangs up at once', hangingUp, { fails: true }],
  ['sends a line without an end (R-45)', endlessLine, { fails: true }],
  ['sends responses without an end (R-45)', flood, { fails: true }],
  ['announces a literal of 100 GB (R-45)', giantLiteral, { fails: true }],
  ['has 50,000 capabilities (R-45)', manyCapabilities, { fails: true }],
  ['lies about its messages (F-34)', lying, { fails: false }],
]

describe('a server that', () => {
  it.each(hostile)('%s costs its own connection and nothing else', async (_what, script, { fails }) => {
    fake = await startFakeImap(script)
    await dovecot.deliver('INBOX', [plainEmail({ subject: 'kept' })])
    const cli = { dataDir: `${temp.path}/data`, timeoutMs: 110_000 }
    await addAccount({ port: fake.port, user: { name: 'bad@parley.test', password: 'secret' } }, cli)
    await addAccount(dovecot, cli)
    const result = await startCli(['sync', '--once'], cli).ended
    expect(result.killedBy).toBeNull()
    if (fails) expect(result.code).toBe(1)
    expect(result.messages).not.toMatch(/Something unexpected|at .*\.ts:\d/)
    expect(result.peakBytes).toBeLessThan(600e6)
    const copies = Object.values(readStore(cli.dataDir, dovecot.user.name)).flatMap(mailbox => mailbox.copies)
    expect(copies.filter(({ messageId }) => messageId?.startsWith('plain.'))).toHaveLength(1)
    const again = await startCli(['list'], cli).ended
    expect(again.values).toHaveLength(1)
  })
})
