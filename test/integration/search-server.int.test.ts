import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConversationFilter, ConversationRow } from '#shared/conversation.ts'
import { addAccount, syncOnce } from '#test/support/cli-account.ts'
import { type Dovecot, type DovecotOptions, startDovecot } from '#test/support/dovecot.ts'
import { type LiveEngine, openLiveEngine } from '#test/support/live-engine.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

/** Longer than what is fetched of mail whose bodies stay on the server. */
const filling = 'All of this has been said before. '.repeat(1_500)
const longMail = (subject: string, ending: string) =>
  plainEmail({ subject, text: `${filling}\r\n${ending}`, from: `${subject} <a@customer.example>` })

let temp: TempFolder
let dovecot: Dovecot
let live: LiveEngine

beforeEach(async () => {
  temp = await createTempFolder('server-search')
})
afterEach(async () => {
  await live.close()
  await dovecot.stop()
  await temp.remove()
})

async function connect(options: DovecotOptions = {}, bodies: 'none' | 'all' = 'none'): Promise<void> {
  dovecot = await startDovecot({ rawLog: true, ...options })
  await dovecot.deliver('INBOX', [
    longMail('Parcel', 'zebra'),
    longMail('Invoice', '請求書 Grüße'),
    longMail('Zebra crossing', 'zebra'),
    plainEmail({ subject: 'Short', text: 'zebra' }),
  ])
  await dovecot.deliver('Archive', [longMail('Old parcel', 'zebra')])
  const cli = { dataDir: temp.path }
  await addAccount(dovecot, cli)
  await syncOnce(cli, bodies)
  live = openLiveEngine({ dataDir: temp.path, start: false })
}

const subjects = (rows: readonly ConversationRow[]) => rows.map(({ subject }) => subject).sort()

async function searchServer(search: string, filter: Partial<ConversationFilter> = {}) {
  const rows: ConversationRow[] = []
  const asked = { filter: { view: 'all', ...filter, search } } as const
  const result = await live.ask('search/server', asked, chunk => rows.push(...chunk.rows))
  return { rows, result }
}

async function searchHere(search: string) {
  return (await live.ask('conversations/list', { filter: { view: 'all', search }, limit: 50 })).rows
}

describe('a search on the server', () => {
  it('finds what is there and not here, and tells no row that this computer finds', async () => {
    await connect()
    expect(subjects(await searchHere('zebra'))).toEqual(['Short', 'Zebra crossing'])
    const { rows, result } = await searchServer('zebra')
    expect(subjects(rows)).toEqual(['Old parcel', 'Parcel'])
    expect(rows.map(({ match }) => match)).toEqual(
      rows.map(() => ({ field: 'body', excerpt: '', server: true })),
    )
    expect(result).toMatchObject({ found: 2, elsewhere: 0, accounts: [{ state: 'searched' }] })
    expect(await live.ask('search/coverage', {})).toEqual({
      indexed: 5,
      total: 5,
      bodiesMissing: 4,
      complete: false,
    })
  })

  it('obeys the filter and the operators', async () => {
    await connect()
    expect(subjects((await searchServer('zebra', { view: 'archived' })).rows)).toEqual(['Old parcel'])
    expect(subjects((await searchServer('zebra in:inbox')).rows)).toEqual(['Parcel'])
    expect(subjects((await searchServer('zebra subject:old')).rows)).toEqual(['Old parcel'])
    expect(subjects((await searchServer('zebra from:parcel after:2020')).rows)).toEqual([
      'Old parcel',
      'Parcel',
    ])
    expect((await searchServer('zebra before:2020')).rows).toEqual([])
    expect((await searchServer('zebra', { accountId: 'another' })).result.accounts).toEqual([])
    expect((await searchServer('zebra', { searchIn: 'rows' })).result.accounts).toEqual([])
  })

  it.each<[string, DovecotOptions]>([
    ['as it is', {}],
    ['that has neither ESEARCH nor LITERAL+', { dropCapabilities: ['ESEARCH', 'LITERAL+'] }],
  ])('takes every script to a server %s', async (_name, options) => {
    await connect(options)
    expect(await searchHere('請求書')).toEqual([])
    expect(subjects((await searchServer('請求書 grüße')).rows)).toEqual(['Invoice'])
    expect((await searchServer('"quoted \\ back"')).result.accounts).toMatchObject([{ state: 'searched' }])
  })

  it('counts what is not on this computer at all', async () => {
    await connect()
    await dovecot.deliver('INBOX', [plainEmail({ subject: 'New', text: 'zebra' })])
    const { rows, result } = await searchServer('zebra')
    expect([subjects(rows), result.elsewhere]).toEqual([['Old parcel', 'Parcel'], 1])
  })

  it('is not made where everything is here', async () => {
    await connect({}, 'all')
    expect((await searchServer('zebra')).result).toEqual({ found: 0, elsewhere: 0, accounts: [] })
    expect(await dovecot.wire()).not.toContain('TEXT')
    expect(await live.ask('search/coverage', {})).toMatchObject({ bodiesMissing: 0, complete: true })
  })

  it('fails quietly, with the reason, when the server is away', async () => {
    await connect()
    await dovecot.halt()
    const { rows, result } = await searchServer('zebra')
    expect([rows, result.found]).toEqual([[], 0])
    expect(result.accounts).toMatchObject([
      { state: 'failed', reason: { code: 'connection-refused', retry: true } },
    ])
    expect(subjects(await searchHere('zebra'))).toEqual(['Short', 'Zebra crossing'])
  })

  it('ends with the next keystroke, and the one after finds', async () => {
    await connect()
    const stopping = new AbortController()
    const stopped = live.engine.handle(
      'search/server',
      { filter: { view: 'all', search: 'zebr' } },
      { signal: stopping.signal, onChunk: () => {}, audience: 'screen' },
    )
    stopping.abort()
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' })
    expect(subjects((await searchServer('zebra')).rows)).toEqual(['Old parcel', 'Parcel'])
  })
})
