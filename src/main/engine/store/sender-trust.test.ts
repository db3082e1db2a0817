import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { addressKey, type EmailAddress } from '#shared/address.ts'
import type { SenderTrust } from '#shared/trust.ts'
import { effortMs } from '#test/support/effort.ts'
import { setLastSynced } from './accounts.ts'
import { ensureContact } from './contacts.ts'
import { readEmailParts } from './email-parts.ts'
import { type EmailRow, emailColumns } from './email-view.ts'
import type { Reader } from './handle.ts'
import { senderTrust } from './sender-trust.ts'
import {
  addTestAccount,
  addTestConversation,
  createTestStore,
  deliver,
  noon,
  packTestContent,
  type TestAccount,
  type TestEmail,
  type TestStore,
  testEmail,
} from './test-store.ts'

let test_: TestStore
let account: TestAccount

beforeEach(() => {
  test_ = createTestStore()
  account = test_.store.write(w => {
    const added = addTestAccount(w)
    setLastSynced(w, added.id, noon)
    return added
  })
})
afterEach(() => test_.remove())

type Arrival = TestEmail & {
  readonly who?: EmailAddress
  readonly headers?: readonly string[]
  readonly source?: 'email' | 'form'
  readonly mailbox?: keyof TestAccount['mailboxes']
}

/** Lets an email arrive from somebody, in a conversation of its own, and says what is known about its sender. */
function arrive(change: Arrival = {}): SenderTrust {
  const { who = ada, headers = [], source = 'email', mailbox = 'inbox', ...rest } = change
  return test_.store.write(w => {
    const other = rest.outbound === true ? (rest.to?.[0] ?? ada) : who
    const contact =
      rest.automated === true
        ? { key: null }
        : ensureContact(w, { ...other, addressKey: addressKey(other.address) }, noon)
    const conversation = addTestConversation(w, account, {
      contactKey: contact.key,
      contactName: other.name,
      contactAddress: other.address,
      source,
    })
    const content = packTestContent({
      text: 'x',
      html: null,
      headers: [...headers, 'Subject: x', ''].join('\r\n'),
    })
    const email = testEmail(account, conversation.key, { from: [who], content, ...rest })
    return trustOf(w, deliver(w, email, [{ mailbox: account.mailboxes[mailbox] }]))
  })
}

function trustOf(r: Reader, key: number): SenderTrust {
  const row = r.prepare<EmailRow>(`SELECT ${emailColumns} FROM email WHERE key = ?`).get(key)
  if (row === undefined) throw new Error('it was delivered')
  return senderTrust(r, row, readEmailParts(r, [key])(key))
}

const ada = { name: 'Ada Lund', address: 'ada@lund.example' }
const us = { name: 'Shop', address: 'me@shop.example' }
const kinds = (trust: SenderTrust) => trust.hints.map(({ kind }) => kind)

describe('R-26, R-30: the first email of somebody', () => {
  it('is the first one, and the next one isn’t', () => {
    expect(arrive({ sentAt: noon }).firstContact).toBe(true)
    expect(arrive({ sentAt: noon + 1, who: { name: '', address: 'ADA@lund.example' } }).firstContact).toBe(
      false,
    )
  })

  it('is the first one of automated mail as well, which makes no contact', () => {
    const shop = { name: 'News', address: 'news@circular.example' }
    expect(arrive({ who: shop, automated: true, sentAt: noon }).firstContact).toBe(true)
    expect(arrive({ who: shop, automated: true, sentAt: noon + 1 }).firstContact).toBe(false)
  })

  it('isn’t the first one after we wrote', () => {
    arrive({ who: us, outbound: true, to: [ada], mailbox: 'sent', sentAt: noon })
    expect(arrive({ sentAt: noon + 1 }).firstContact).toBe(false)
  })

  it('doesn’t count what lies in junk', () => {
    arrive({ sentAt: noon, mailbox: 'junk' })
    expect(arrive({ sentAt: noon + 1 }).firstContact).toBe(true)
  })

  it('is not claimed while older mail is still to come', () => {
    test_.store.write(w => w.prepare('UPDATE account SET last_synced_at = NULL').run())
    expect(arrive().firstContact).toBe(false)
  })
})

describe('R-30: imitations', () => {
  beforeEach(() => {
    arrive({ sentAt: noon - 2 })
    arrive({ who: us, outbound: true, to: [ada], mailbox: 'sent', sentAt: noon - 1 })
  })

  it.each([
    'ada@1und.example',
    'ada@lünd.example',
    'other@1und.example',
    'ada@lund.example.evil.example',
    'x@shop.example',
    'me@sh0p.example',
    'bo@shоp.example',
  ])('%s', address => {
    const found = kinds(arrive({ who: { name: 'Somebody', address } }))
    const expected = {
      'ada@lund.example.evil.example': [],
      'x@shop.example': [],
      'bo@shоp.example': ['mixed-script'],
    }[address]
    expect(found).toEqual(expected ?? ['look-alike'])
  })

  it('names whom it looks like', () => {
    expect(arrive({ who: { name: 'Ada', address: 'ada@1und.example' } }).hints).toEqual([
      { kind: 'look-alike', of: 'ada@lund.example' },
    ])
  })

  it('doesn’t take the genuine one for an imitation of an earlier imitation', () => {
    arrive({ who: { name: 'Ada', address: 'bo@1und.example' } })
    expect(arrive({ sentAt: noon + 5 }).hints).toEqual([])
  })

  it('a known name with a new address', () => {
    expect(arrive({ who: { name: 'Lund, Ada', address: 'ada.lund@mailbox.example' } }).hints).toEqual([
      { kind: 'known-name-new-address', known: 'ada@lund.example' },
    ])
  })

  it('but not a new address of the same company, a first name, or somebody we never wrote to', () => {
    arrive({ who: { name: 'Bo Berg Larsson', address: 'bo@berg.example' }, sentAt: noon - 9 })
    expect(arrive({ who: { name: 'Ada Lund', address: 'ada.lund@sales.lund.example' } }).hints).toEqual([])
    expect(arrive({ who: { name: 'Ada', address: 'ada@mailbox.example' } }).hints).toEqual([])
    expect(arrive({ who: { name: 'Bo Berg Larsson', address: 'bo@mailbox.example' } }).hints).toEqual([])
  })

  it('are looked for among new senders only', () => {
    const other = { name: 'Bo', address: 'bo@1und.example' }
    arrive({ who: other })
    expect(arrive({ who: other, sentAt: noon + 5 }).hints).toEqual([])
  })
})

describe('R-26, R-28, R-30: what the headers say', () => {
  it('a name that is another address', () => {
    expect(arrive({ who: { name: 'ceo@bank.example', address: 'x@evil.example' } }).hints).toEqual([
      { kind: 'name-is-address', claimed: 'ceo@bank.example' },
    ])
  })

  it('letters of several alphabets in the domain, as they go on the wire', () => {
    expect(arrive({ who: { name: 'Pay', address: 'x@раypal.example' } }).hints).toEqual([
      { kind: 'mixed-script', shown: 'x@xn--ypal-43d9g.example' },
    ])
  })

  it('answers that go to another domain', () => {
    const replyTo = [{ name: '', address: 'someone@mailbox.example' }]
    expect(arrive({ replyTo }).hints).toEqual([
      { kind: 'reply-elsewhere', address: 'someone@mailbox.example' },
    ])
  })

  it.each<[string, Arrival]>([
    ['the same address', { replyTo: [{ name: '', address: 'Ada@Lund.example' }] }],
    ['the same company', { replyTo: [{ name: '', address: 'help@support.lund.example' }] }],
    ['a list', { automated: true, replyTo: [{ name: '', address: 'list@mailbox.example' }] }],
    ['a form', { source: 'form', replyTo: [{ name: '', address: 'visitor@mailbox.example' }] }],
    [
      'a website',
      {
        who: { name: 'Site', address: 'wordpress@site.example' },
        replyTo: [{ name: '', address: 'visitor@mailbox.example' }],
      },
    ],
    [
      'a form service',
      {
        who: { name: 'Forms', address: 'formresponses@site.example' },
        replyTo: [{ name: '', address: 'visitor@mailbox.example' }],
      },
    ],
    [
      'another form service',
      {
        who: { name: 'Site', address: 'hello@netlify.com' },
        replyTo: [{ name: '', address: 'visitor@mailbox.example' }],
      },
    ],
    ['ourselves', { replyTo: [us] }],
    ['nobody', { replyTo: [] }],
  ])('are nothing to mention for %s', (_who, change) => {
    expect(arrive(change).hints).toEqual([])
  })

  it('a sender who writes in another’s name', () => {
    expect(arrive({ headers: ['Sender: Agent <agent@bureau.example>'] }).hints).toEqual([
      { kind: 'sent-by', address: 'agent@bureau.example' },
    ])
    expect(arrive({ headers: ['Sender: ada@mail.lund.example'] }).hints).toEqual([])
    expect(arrive({ automated: true, headers: ['Sender: list-bounces@bureau.example'] }).hints).toEqual([])
  })

  it('nothing about our own mail', () => {
    const replyTo = [{ name: '', address: 'someone@mailbox.example' }]
    expect(arrive({ who: us, outbound: true, to: [ada], mailbox: 'sent', replyTo })).toEqual({
      firstContact: false,
      authentication: null,
      hints: [],
    })
  })
})

describe('R-31: the verdict of the account’s own server', () => {
  const stamp =
    'Authentication-Results: mx.shop.example; dkim=pass header.d=lund.example; spf=pass; dmarc=pass'
  const received = 'Received: from mail.lund.example by mx.shop.example; Tue, 10 Mar 2026 12:00:00 +0000'
  const verdict = (headers: readonly string[], change: Arrival = {}) =>
    arrive({ headers, ...change }).authentication
  const passed = { by: 'mx.shop.example', spf: 'pass', dkim: 'pass', dmarc: 'pass', signedBy: 'lund.example' }
  const at = (host: string) =>
    test_.store.write(w =>
      w
        .prepare('UPDATE account SET imap = ?')
        .run(JSON.stringify({ host, port: 993, security: 'tls', user: 'x' })),
    )

  it('counts above the topmost Received', () => {
    expect(verdict([stamp, received])).toEqual(passed)
  })

  it.each<[string, readonly string[]]>([
    ['below the topmost Received, where the sender could have written it', [received, stamp]],
    ['without any Received', [stamp]],
    ['of another server', [stamp.replace('mx.shop', 'mx.evil'), received]],
    [
      'of a server whose name only ends alike',
      [stamp.replace('mx.shop.example', 'mx.evilshop.example'), received],
    ],
    [
      'of a server whose name only begins alike',
      [stamp.replace('mx.shop.example', 'shop.example.evil.example'), received],
    ],
    ['within a comment', ['Authentication-Results: (mx.shop.example; dmarc=pass', received]],
    ['under another one that can’t be read', ['Authentication-Results: ???', stamp, received]],
    ['under another server’s', ['Authentication-Results: mx.evil.example; dmarc=fail', stamp, received]],
    [
      'in a field of another name',
      [stamp.replace('Authentication-Results', 'X-Authentication-Results'), received],
    ],
    ['that was handed on', [stamp.replace('Authentication-Results', 'ARC-Authentication-Results'), received]],
  ])('does not count %s', (_where, headers) => {
    expect(verdict(headers)).toBeNull()
  })

  it('ignores what stands below the first one', () => {
    const failed =
      'Authentication-Results: mx.shop.example; dkim=none; spf=fail; dmarc=fail header.from=lund.example'
    expect(verdict([failed, stamp, received, stamp])).toEqual({
      by: 'mx.shop.example',
      spf: 'fail',
      dkim: 'none',
      dmarc: 'fail',
      signedBy: null,
    })
  })

  it('counts for Gmail below its Received, because Gmail takes foreign ones out', () => {
    at('imap.gmail.com')
    const google = stamp.replace('mx.shop.example', 'mx.google.com')
    expect(verdict([received, google])).toMatchObject({ by: 'mx.google.com', dmarc: 'pass' })
    expect(verdict([received, stamp])).toBeNull()
    expect(verdict([received, google.replace('mx.google.com', 'mx.google.com.evil.example')])).toBeNull()
  })

  it('counts for Microsoft without a name', () => {
    at('outlook.office365.com')
    const microsoft =
      'Authentication-Results: spf=fail (sender IP is 192.0.2.1)\r\n smtp.mailfrom=lund.example; dkim=none (message not signed)\r\n header.d=none;dmarc=fail action=none header.from=lund.example;compauth=none reason=405'
    expect(verdict([received, microsoft])).toEqual({
      by: 'outlook.com',
      spf: 'fail',
      dkim: 'none',
      dmarc: 'fail',
      signedBy: null,
    })
  })

  it('is taken from several fields where the provider writes several', () => {
    at('imap.fastmail.com')
    const field = (rest: string) => `Authentication-Results: mx4.messagingengine.com; ${rest}`
    const fields = [field('arc=none'), field('dkim=pass header.d=lund.example'), field('dmarc=pass')]
    expect(verdict([...fields, received])).toMatchObject({ dkim: 'pass', dmarc: 'pass', spf: 'none' })
    expect(verdict([fields[0] ?? '', 'X-Other: x', ...fields.slice(1), received])).toMatchObject({
      dmarc: 'none',
    })
  })

  it('counts below the Received once every mail of the account bears one', () => {
    for (let n = 0; n < 20; n += 1) {
      arrive({
        who: { name: '', address: `a@sender${n}.example` },
        headers: [received, stamp.replace('mx.', `mx${n % 3}.`)],
        sentAt: noon - n,
      })
    }
    expect(verdict([received, stamp], { sentAt: noon + 1 })).toBeNull()
    fillUp()
    expect(verdict([received, stamp], { sentAt: noon + 1 })).toEqual(passed)
  })

  it('is never learned where one mail lacks it', () => {
    for (let n = 0; n < 20; n += 1) {
      const headers = n === 7 ? [received] : [received, stamp]
      arrive({ who: { name: '', address: `a@sender${n}.example` }, headers, sentAt: noon - n })
    }
    fillUp()
    expect(verdict([received, stamp], { sentAt: noon + 1 })).toEqual(null)
  })

  it('counts for mail in the inbox that says it is ours', () => {
    const forged = [stamp.replace('dmarc=pass', 'dmarc=fail'), received]
    expect(verdict(forged, { who: us, outbound: true, to: [us] })).toMatchObject({ dmarc: 'fail' })
    expect(verdict(forged, { who: us, outbound: true, to: [us], mailbox: 'sent' })).toBeNull()
    const ours = { who: us, outbound: true, to: [us] }
    expect(arrive({ ...ours, headers: forged }).hints).toEqual([{ kind: 'own-address' }])
    expect(arrive(ours).hints).toEqual([{ kind: 'own-address' }])
    expect(arrive({ ...ours, headers: [stamp, received] }).hints).toEqual([])
    expect(arrive({ ...ours, source: 'form' }).hints).toEqual([])
    expect(arrive({ ...ours, mailbox: 'sent' }).hints).toEqual([])
    expect(arrive({ ...ours, mailbox: 'archive' }).hints).toEqual([])
  })

  /** What was learned is looked at again after so much new mail. */
  function fillUp() {
    test_.store.write(w => w.prepare("UPDATE sqlite_sequence SET seq = seq + 300 WHERE name = 'email'").run())
  }
})

test('sixty emails of a conversation are judged within their time', async () => {
  const headers = Array.from({ length: 40 }, (_, n) => `X-Filler-${n}: ${'x'.repeat(60)}`)
  const keys = test_.store.write(w => {
    for (let n = 0; n < 20_000; n += 1) {
      const address = `person${n}@company${n % 5_000}.example`
      ensureContact(w, { name: `Person Number${n}`, address, addressKey: address }, noon)
    }
    const conversation = addTestConversation(w, account)
    const content = packTestContent({
      text: 'x'.repeat(2_000),
      html: null,
      headers: ['Received: x', 'Authentication-Results: mx.shop.example; dmarc=pass', ...headers, ''].join(
        '\r\n',
      ),
    })
    return Array.from({ length: 60 }, (_, n) =>
      deliver(w, testEmail(account, conversation.key, { content, sentAt: noon + n }), [
        { mailbox: account.mailboxes.inbox },
      ]),
    )
  })
  const { reader } = test_.store
  const work = () => {
    for (const key of keys) trustOf(reader, key)
  }
  work()
  expect((await effortMs(work, 60)) / 60).toBeLessThan(1)
})
