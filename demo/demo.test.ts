import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ImapFlow, type MailboxObject, type MessageStructureObject } from 'imapflow'
import { createTransport } from 'nodemailer'
import PostalMime, { type Email } from 'postal-mime'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type DemoServer, startDemo } from './server.ts'

const cleanups: (() => Promise<unknown>)[] = []
let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-demo-'))
})

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
  await rm(folder, { recursive: true, force: true })
})

const start = async (options: { readonly stateFile?: string; readonly repliesAfterMs?: number } = {}) => {
  const demo = await startDemo({
    stateFile: options.stateFile ?? null,
    now: Date.now,
    log: () => {},
    repliesAfterMs: options.repliesAfterMs ?? 20,
  })
  cleanups.push(() => demo.close())
  return demo
}

const connect = async (demo: DemoServer): Promise<ImapFlow> => {
  const client = new ImapFlow({
    ...demo.imap,
    secure: false,
    doSTARTTLS: false,
    auth: { user: demo.user, pass: demo.password },
    logger: false,
  })
  client.on('error', () => {})
  await client.connect()
  cleanups.push(async () => client.close())
  return client
}

const mailer = (demo: DemoServer) =>
  createTransport({
    ...demo.smtp,
    secure: false,
    ignoreTLS: true,
    auth: { user: demo.user, pass: demo.password },
  })

const send = (demo: DemoServer, to: string, text: string, more: object = {}) =>
  mailer(demo).sendMail({
    from: `${demo.name} <${demo.address}>`,
    to,
    subject: 'Re: Your lamp',
    messageId: '<sent-1@lindenhof.example>',
    references: ['<earlier-1@customer.example>'],
    text,
    ...more,
  })

const nextMail = (client: ImapFlow): Promise<Email> =>
  new Promise((resolve, reject) => {
    client.once('exists', ({ count }: { count: number }) => {
      client
        .fetchOne(String(count), { source: true })
        .then(message => {
          if (!message || message.source === undefined) throw new Error('The announced message is not there')
          return PostalMime.parse(message.source)
        })
        .then(resolve, reject)
    })
    void client.idle()
  })

const boxOf = (client: ImapFlow): MailboxObject => {
  if (client.mailbox === false) throw new Error('No mailbox is open')
  return client.mailbox
}

const openInbox = async (demo: DemoServer): Promise<ImapFlow> => {
  const client = await connect(demo)
  await client.mailboxOpen('INBOX')
  return client
}

describe('the demo’s IMAP server', () => {
  it('lists the mailboxes with their roles', async () => {
    const client = await connect(await start())
    const roles = (await client.list()).map(({ path, specialUse }) => `${path} ${specialUse}`).sort()
    expect(roles).toEqual([
      'Archive \\Archive',
      'Drafts \\Drafts',
      'INBOX \\Inbox',
      'Junk \\Junk',
      'Sent \\Sent',
      'Trash \\Trash',
    ])
    expect([...client.enabled]).toContain('CONDSTORE')
  })

  it('refuses a wrong password', async () => {
    const demo = await start()
    await expect(connect({ ...demo, password: 'guess' })).rejects.toMatchObject({
      authenticationFailed: true,
    })
  })

  it('tells another connection about a new flag, and names it as changed since', async () => {
    const demo = await start()
    const watcher = await openInbox(demo)
    const worker = await openInbox(demo)
    const before = worker.mailbox === false ? 0n : (worker.mailbox.highestModseq ?? 0n)
    const told = new Promise(resolve => {
      watcher.once('flags', ({ uid, flags }) => resolve([uid, flags.has('\\Flagged')]))
    })
    void watcher.idle()
    await worker.messageFlagsAdd('2', ['\\Flagged'], { uid: true })
    expect(await told).toEqual([2, true])
    const changed = await worker.fetchAll(
      '1:*',
      { uid: true, flags: true },
      { uid: true, changedSince: before },
    )
    expect(changed.map(({ uid }) => uid)).toEqual([2])
    expect(
      await worker.fetchAll('1:*', { uid: true }, { uid: true, changedSince: changed[0]?.modseq ?? 0n }),
    ).toEqual([])
  })

  it('gives a new mailbox a UIDVALIDITY of its own and a first MODSEQ', async () => {
    const demo = await start()
    const client = await connect(demo)
    await client.mailboxCreate('Customers')
    const status = await client.status('Customers', { uidValidity: true, highestModseq: true })
    expect(status === false ? 0n : status.uidValidity).toBeGreaterThan(1_000_000n)
    expect(status === false ? 0n : status.highestModseq).toBe(1n)
  })

  it('moves with the new UIDs told', async () => {
    const client = await openInbox(await start())
    const moved = await client.messageMove('3', 'Archive', { uid: true })
    expect(moved === false ? null : moved.uidMap?.get(3)).toBeGreaterThan(1)
  })

  it('gives every part the size that its structure names', async () => {
    const client = await openInbox(await start())
    const leaves = (node: MessageStructureObject): readonly MessageStructureObject[] =>
      node.childNodes?.flatMap(leaves) ?? [node]
    let parts = 0
    for (const { uid, bodyStructure } of await client.fetchAll('1:*', { uid: true, bodyStructure: true })) {
      const wanted = bodyStructure ? leaves(bodyStructure) : []
      const keys = wanted.map(({ part }) => part ?? '1')
      const fetched = await client.fetchOne(String(uid), { bodyParts: keys }, { uid: true })
      const sizes = keys.map(key => (fetched ? fetched.bodyParts?.get(key)?.length : null))
      expect(sizes).toEqual(wanted.map(({ size }) => size))
      parts += keys.length
    }
    expect(parts).toBeGreaterThan(120)
  })

  it('cuts a partial fetch for each message alike', async () => {
    const client = await openInbox(await start())
    const cut = await client.fetchAll('1:3', { bodyParts: [{ key: '1', start: 0, maxLength: 7 }] })
    expect(cut.map(({ bodyParts }) => bodyParts?.get('1')?.length)).toEqual([7, 7, 7])
  })
})

describe('mail that leaves the demo', () => {
  it('is answered by the customer in the same thread', async () => {
    const demo = await start()
    const client = await openInbox(demo)
    const coming = nextMail(client)
    await send(demo, 'Mira Halvorsen <mira@nordlys-cafe.example>', 'Shall we send it tomorrow?')
    const answer = await coming
    expect(answer.from?.address).toBe('mira@nordlys-cafe.example')
    expect(answer.subject).toBe('Re: Your lamp')
    expect(answer.inReplyTo).toBe('<sent-1@lindenhof.example>')
    expect(answer.references).toBe('<earlier-1@customer.example> <sent-1@lindenhof.example>')
    expect(answer.text).toMatch(/> Shall we send it tomorrow\?/)
  })

  it('is answered in the customer’s language', async () => {
    const demo = await start()
    const client = await openInbox(demo)
    const coming = nextMail(client)
    await send(demo, '佐藤 遥 <haruka.sato@akari-showroom.example>', 'Thank you for the order.')
    expect((await coming).text).toContain('お世話になっております')
  })

  it('is answered by strangers in the language of the mail', async () => {
    const demo = await start()
    const client = await openInbox(demo)
    const coming = nextMail(client)
    await send(
      demo,
      'Nele <nele@neu.example>',
      'Guten Tag, wir haben die Lampe für Sie gebaut und sie ist schön.',
    )
    expect((await coming).text).toContain('Viele Grüße\nNele')
  })

  it('comes back where the address is gone', async () => {
    const demo = await start()
    const client = await openInbox(demo)
    const coming = nextMail(client)
    await send(demo, 'someone@gone.example', 'Hello?')
    const report = await coming
    expect(report.headers.find(({ key }) => key === 'content-type')?.value).toContain(
      'report-type=delivery-status',
    )
    const status = report.attachments.find(({ mimeType }) => mimeType === 'message/delivery-status')
    const fields =
      status === undefined || typeof status.content === 'string'
        ? ''
        : Buffer.from(new Uint8Array(status.content)).toString()
    expect(fields).toContain('Final-Recipient: rfc822; someone@gone.example')
    expect(fields).toContain('Action: failed')
  })

  it('gets no answer from robots, nor where it is automatic itself', async () => {
    const demo = await start({ repliesAfterMs: 0 })
    const client = await openInbox(demo)
    const coming = nextMail(client)
    await send(demo, 'Parcelo <no-reply@parcelo.example>', 'Hello?')
    await send(demo, 'Paylane <notice@paylane.example>', 'Hello?')
    await send(demo, 'Ben <ben@whitlock.example>', 'Away', { headers: { 'Auto-Submitted': 'auto-replied' } })
    await send(demo, 'Ben <ben@whitlock.example>', 'This one counts.')
    expect((await coming).text).toContain('This one counts.')
    const { exists } = client.mailbox || { exists: 0 }
    await client.noop()
    expect(boxOf(client).exists).toBe(exists)
  })

  it('is refused without the password', async () => {
    const demo = await start()
    await expect(send({ ...demo, password: 'guess' }, 'a@b.example', 'x')).rejects.toMatchObject({
      code: 'EAUTH',
    })
  })
})

type Snapshot = readonly (readonly [uid: number, flags: readonly string[], modseq: string])[]

const snapshot = async (client: ImapFlow): Promise<Snapshot> =>
  (await client.fetchAll('1:*', { uid: true, flags: true })).map(({ uid, flags, modseq }) => [
    uid,
    [...(flags ?? [])].sort(),
    String(modseq),
  ])

describe('the demo’s state', () => {
  it('survives a quit with UIDs, flags, dates and new mailboxes', async () => {
    const stateFile = join(folder, 'demo.json')
    const first = await start({ stateFile })
    const before = await openInbox(first)
    await before.messageFlagsAdd('1', ['\\Flagged', '$label'], { uid: true })
    await before.messageDelete('5', { uid: true })
    await before.mailboxCreate('Customers/Bergen')
    await before.append('Customers/Bergen', Buffer.from('Subject: kept\r\n\r\nkept \xe4\r\n', 'latin1'), [
      '\\Seen',
    ])
    const kept = await snapshot(before)
    const validity = boxOf(before).uidValidity
    const next = boxOf(before).uidNext
    await first.close()

    const second = await start({ stateFile })
    expect(second.password).not.toBe(first.password)
    const after = await openInbox(second)
    expect(boxOf(after).uidValidity).toBe(validity)
    expect(boxOf(after).uidNext).toBe(next)
    expect(await snapshot(after)).toEqual(kept)
    await after.mailboxOpen('Customers/Bergen')
    const [message] = await after.fetchAll('1:*', { source: true, flags: true })
    expect(message?.source?.toString('latin1')).toBe('Subject: kept\r\n\r\nkept \xe4\r\n')
  })

  it('delivers after a restart what customers had not yet answered', async () => {
    const stateFile = join(folder, 'demo.json')
    const first = await start({ stateFile, repliesAfterMs: 700 })
    const client = await openInbox(first)
    const count = client.mailbox ? client.mailbox.exists : 0
    await send(first, 'Ben <ben@whitlock.example>', 'On its way.')
    await first.close()

    const second = await start({ stateFile })
    const coming = await openInbox(second)
    if (boxOf(coming).exists === count) await nextMail(coming)
    expect(boxOf(coming).exists).toBe(count + 1)
  })

  for (const damage of ['demo.json', 'demo.json.mail']) {
    it(`is put aside and made anew when ${damage} is damaged`, async () => {
      const stateFile = join(folder, 'demo.json')
      const first = await start({ stateFile })
      const validity = boxOf(await openInbox(first)).uidValidity
      await first.close()
      const bytes = await readFile(join(folder, damage))
      bytes.fill(0x21, 100, 400)
      await writeFile(join(folder, damage), bytes)

      const second = await start({ stateFile })
      const client = await openInbox(second)
      expect(boxOf(client).exists).toBeGreaterThan(60)
      expect(boxOf(client).uidValidity).not.toBe(validity)
      expect(await readdir(folder)).toContain('demo.json.damaged')
    })
  }
})
