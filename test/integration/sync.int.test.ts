import { afterEach, describe, expect, it } from 'vitest'
import { compareWithServer } from '#test/support/agreement.ts'
import type { CliOptions } from '#test/support/cli.ts'
import { addAccount, syncOnce } from '#test/support/cli-account.ts'
import type { Dovecot } from '#test/support/dovecot.ts'
import type { DroppableCapability } from '#test/support/dovecot-config.ts'
import { judgeServer } from '#test/support/imap-judge.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { serveMailbox } from '#test/support/served-mailbox.ts'
import { readStore, storeTotals } from '#test/support/store-view.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

const everythingOptional: readonly DroppableCapability[] = [
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
  'NAMESPACE',
]

let dovecot: Dovecot | undefined
let temp: TempFolder | undefined

afterEach(async () => {
  await dovecot?.stop()
  await temp?.remove()
})

async function setUp(drop: readonly DroppableCapability[], count: number) {
  temp = await createTempFolder('sync')
  const served = await serveMailbox({ count }, { dropCapabilities: drop, rawLog: drop.length > 0 })
  dovecot = served.dovecot
  const cli: CliOptions = { dataDir: temp.path }
  await addAccount(dovecot, cli)
  return { server: dovecot, cli, manifest: served.manifest }
}

const disagreements = async (server: Dovecot, cli: CliOptions) =>
  compareWithServer(await judgeServer(server), readStore(cli.dataDir))

describe.each([
  ['a server with everything', []],
  ['a server without extensions', everythingOptional],
] as const)('sync with %s', (_name, drop) => {
  it('agrees with the server message by message, and stays so as others change it', async () => {
    const { server, cli, manifest } = await setUp(drop, 600)
    const user = server.user.name
    await server.deliver('Kunden/Größe & Maß', [plainEmail({ subject: 'umlauts' })])
    await server.deliver('INBOX', [
      plainEmail({ messageId: '<twin@x.example>', text: 'first of two' }),
      plainEmail({ messageId: '<twin@x.example>', text: 'second, another text and another length' }),
      plainEmail({ messageId: null, subject: 'no id' }),
    ])
    const first = await syncOnce(cli)
    expect(first.emails).toBe(manifest.count + 4)
    expect(await disagreements(server, cli)).toEqual([])

    await server.doveadm(
      'flags',
      'add',
      '-u',
      user,
      '\\Flagged \\Seen $label',
      'mailbox',
      'INBOX',
      'uid',
      '3:9',
    )
    await server.doveadm('flags', 'remove', '-u', user, '\\Seen', 'mailbox', 'INBOX', 'uid', '20:29')
    await server.doveadm('expunge', '-u', user, 'mailbox', 'INBOX', 'uid', '40:59')
    await server.doveadm('expunge', '-u', user, 'mailbox', 'Sent', 'uid', '1:5')
    await server.doveadm('move', '-u', user, 'Archive', 'mailbox', 'INBOX', 'uid', '60:69')
    await server.doveadm('mailbox', 'rename', '-u', user, 'Kunden/Größe & Maß', 'Kunden/neu')
    await server.doveadm('mailbox', 'create', '-u', user, 'Leer')
    await server.deliver('INBOX', [plainEmail({ subject: 'meanwhile' })])
    const second = await syncOnce(cli)
    expect(await disagreements(server, cli)).toEqual([])
    expect(second.emails).toBe(first.emails + 1 - 25)
    expect(storeTotals(cli.dataDir)).toMatchObject({ emailsWithoutCopy: 0, openJobs: 0 })

    await server.doveadm('mailbox', 'delete', '-u', user, 'Kunden/neu')
    const third = await syncOnce(cli)
    expect(await disagreements(server, cli)).toEqual([])
    expect(third).toMatchObject({ added: 0, emails: second.emails - 1 })
    const idle = await syncOnce(cli)
    expect(idle).toMatchObject({ added: 0, updated: 0, removed: 0 })

    if (drop.length > 0) {
      const wire = await server.wire()
      expect(wire).toMatch(/UID FETCH/)
      expect(wire).not.toMatch(
        /CHANGEDSINCE|CONDSTORE|QRESYNC|VANISHED|ENABLE|MOVE|IDLE|UID EXPUNGE|SEARCH RETURN/i,
      )
    }
  })
})

describe('sync', () => {
  it('starts a mailbox anew when its UIDVALIDITY changes, and loses nothing', async () => {
    const { server, cli, manifest } = await setUp([], 150)
    await syncOnce(cli)
    const before = storeTotals(cli.dataDir)
    await server.halt()
    await server.renumber('INBOX')
    await server.restart()
    const again = await syncOnce(cli)
    expect(await disagreements(server, cli)).toEqual([])
    expect(again.emails).toBe(manifest.count)
    expect(storeTotals(cli.dataDir)).toEqual(before)
  })

  it('never marks anything read by fetching it', async () => {
    const { server, cli } = await setUp([], 150)
    await server.deliver('INBOX', [plainEmail(), plainEmail(), plainEmail(), plainEmail()])
    const unseen = async () =>
      Object.values(await judgeServer(server)).flatMap(({ emails }) =>
        emails.filter(({ flags }) => !flags.includes('\\Seen')).map(({ messageId }) => messageId),
      )
    const before = await unseen()
    expect(before.length).toBeGreaterThan(3)
    await syncOnce(cli)
    expect(await unseen()).toEqual(before)
  })
})
