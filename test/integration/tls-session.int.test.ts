import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type CertificateOptions, createCertificate } from '#test/support/certificate.ts'
import { addAccount } from '#test/support/cli-account.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { type FaultProxy, startFaultProxy } from '#test/support/fault-proxy.ts'
import type { Direction } from '#test/support/fault-rules.ts'
import { judgeServer } from '#test/support/imap-judge.ts'
import { type LiveEngine, openLiveEngine } from '#test/support/live-engine.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { readRows, storeTotals } from '#test/support/store-view.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

const id = 'sealed@tls.example'
const known = getCACertificates('default')

let temp: TempFolder
let dovecot: Dovecot
let proxy: FaultProxy
let engine: LiveEngine

/** An engine that has one unread mail of a server behind TLS. */
beforeEach(async () => {
  temp = await createTempFolder('tls-session')
  dovecot = await startDovecot()
  setDefaultCACertificates([...known, dovecot.ca])
  await dovecot.deliver('INBOX', [plainEmail({ messageId: `<${id}>` })])
  proxy = await startFaultProxy({ port: dovecot.tlsPort })
  await addAccount({ port: proxy.port, user: dovecot.user, security: 'tls' }, { dataDir: temp.path })
  engine = openLiveEngine({ dataDir: temp.path })
  const isHere = async () => readRows(temp.path, [id])[id] !== undefined && (await status())?.phase === 'idle'
  await engine.waitFor(isHere, { what: 'the mail', timeoutMs: 30_000 })
})
afterEach(async () => {
  await engine.close()
  await proxy.stop()
  await dovecot.stop()
  await temp.remove()
  setDefaultCACertificates(known)
})

const status = async () => (await engine.status())[0]
const openJobs = () => storeTotals(temp.path).openJobs

const markRead = () =>
  engine.ask('conversations/act', {
    target: { ids: [readRows(temp.path, [id])[id]?.conversationId ?? ''] },
    action: { kind: 'mark-read' },
  })

const flagsThere = async () =>
  Object.values(await judgeServer(dovecot)).flatMap(({ emails }) =>
    emails.flatMap(({ flags }) => flags.filter(flag => flag !== '\\Recent')),
  )

async function expectTold(): Promise<void> {
  await engine.waitFor(() => openJobs() === 0, { what: 'the server to be told', timeoutMs: 30_000 })
  expect(await flagsThere()).toEqual(['\\Seen'])
}

it.each(['to-client', 'to-server'] as const)(
  'F-13: a sealed line that breaks (%s) is laid anew, and what waits is told',
  async (direction: Direction) => {
    const remove = proxy.add({ direction, fault: { kind: 'corrupt', bytes: 3 }, times: 1 })
    await markRead()
    await engine.waitFor(() => proxy.events.some(({ what }) => what === 'fault'), { what: 'the fault' })
    const seen = new Set<string>()
    await engine.waitFor(
      async () => {
        const now = await status()
        seen.add(`${now?.phase} ${now?.problem?.code ?? ''}`)
        return openJobs() === 0
      },
      { what: 'the server to be told', timeoutMs: 30_000 },
    )
    remove()
    await expectTold()
    expect([...seen].filter(one => /failed|tls-|internal/.test(one))).toEqual([])
  },
)

const certificates: readonly (readonly [string, CertificateOptions, boolean, string])[] = [
  ['signed by nobody we know', {}, false, 'tls-untrusted'],
  ['for another host', { hosts: ['mail.other.example'] }, true, 'tls-wrong-host'],
  ['out of date', { expired: true }, true, 'tls-expired'],
  ['not valid yet, as our clock has it', { early: true }, true, 'tls-expired'],
]
it.each(certificates)(
  'F-13: nothing is told to a server whose certificate is suddenly %s, until it is right again',
  async (_what, options, isTrusted, code) => {
    const files = ['server.pem', 'server.key'].map(name => join(dovecot.folder, name))
    await Promise.all(files.map(file => copyFile(file, `${file}.right`)))
    const other = await createCertificate(temp.path, options)
    if (isTrusted) setDefaultCACertificates([...known, dovecot.ca, other.ca])
    proxy.refuse(true)
    proxy.cutAll()
    await engine.waitFor(async () => (await status())?.phase === 'waiting', { what: 'being offline' })
    await markRead()
    await copyFile(other.certPath, join(dovecot.folder, 'server.pem'))
    await copyFile(other.keyPath, join(dovecot.folder, 'server.key'))
    const before = await dovecot.logins()
    await dovecot.restart()
    proxy.refuse(false)
    await engine.ask('sync/start', {})
    await engine.waitFor(async () => (await status())?.problem?.code === code, {
      what: code,
      timeoutMs: 30_000,
    })
    expect(await status()).toMatchObject({ phase: 'failed' })
    expect([openJobs(), await dovecot.logins(), await dovecot.authFailures()]).toEqual([1, before, 0])
    expect(await flagsThere()).toEqual([])

    await Promise.all(files.map(file => copyFile(`${file}.right`, file)))
    await dovecot.restart()
    await engine.ask('sync/start', {})
    await expectTold()
    expect(await status()).toMatchObject({ problem: null })
  },
)
