import { describe, expect, it } from 'vitest'
import type { EmailAddress } from './address.ts'
import { type AnsweredMail, addresseesOf, routeOf } from './recipients.ts'
import { isNoReply } from './recipients-no-reply.ts'

const anna = 'anna@lund.example'
const identities = [
  { id: 'anna', accountId: 'work', address: anna, sends: true },
  { id: 'shop', accountId: 'work', address: 'shop@lund.example', sends: true },
  { id: 'home', accountId: 'private', address: 'anna@home.example', sends: true },
  { id: 'old', accountId: 'archive', address: 'anna@old.example', sends: false },
]
const aliases = ['hello@lund.example']

/** `a@b, Name <c@d>` as mailboxes. */
const list = (text = ''): readonly EmailAddress[] =>
  text === ''
    ? []
    : text.split(/, /).map(one => {
        const [, name = '', address = ''] = /^(.*?) ?<(.*)>$/.exec(one) ?? [null, '', one]
        return { name, address }
      })
const said = (all: readonly EmailAddress[]) =>
  all.map(({ name, address }) => (name === '' ? address : `${name} <${address}>`)).join(', ')

/** `from: a@b ; cc: c@d, e@f` */
function rowOf(text: string): Row {
  const fields = text.split(' ; ').filter(part => part !== '')
  return Object.fromEntries(fields.map(part => /^(\w+): ?(.*)$/.exec(part)?.slice(1) ?? []))
}

type Row = {
  readonly from?: string
  readonly replyTo?: string
  readonly to?: string
  readonly cc?: string
  readonly bcc?: string
  readonly deliveredTo?: string
  readonly listPost?: string
  readonly visitor?: string
  readonly account?: string
}
const mail = (row: Row): AnsweredMail => ({
  accountId: row.account ?? 'work',
  from: list(row.from ?? 'bo@customer.example'),
  replyTo: list(row.replyTo),
  to: list(row.to ?? anna),
  cc: list(row.cc),
  bcc: list(row.bcc),
  deliveredTo: list(row.deliveredTo).map(({ address }) => address),
  listPost: row.listPost ?? null,
  visitor: list(row.visitor)[0] ?? null,
})
const answer = (kind: 'reply' | 'reply-all' | 'forward' | 'new', row: Row) => {
  const { identityId, to, cc, bcc } = addresseesOf(kind, mail(row), { identities, aliases })
  return [identityId, said(to), said(cc), said(bcc)]
    .filter((part, at) => at < 2 || part !== '')
    .join(' | ')
    .trimEnd()
}

/**
 * What was received, what its author is answered, and what all are where that differs: `identity | to | cc | bcc`.
 *
 * Where nothing is said, the mail is from bo@customer.example to anna@lund.example.
 */
const table = `
a plain mail :: :: anna | bo@customer.example
a name :: from: Bo Ek <bo@customer.example> :: anna | Bo Ek <bo@customer.example>
others in To :: to: anna@lund.example, cy@x.example :: anna | bo@customer.example :: anna | bo@customer.example, cy@x.example
others in Cc :: cc: cy@x.example, di@x.example :: anna | bo@customer.example :: anna | bo@customer.example | cy@x.example, di@x.example
others in both :: to: cy@x.example, anna@lund.example ; cc: di@x.example :: anna | bo@customer.example :: anna | bo@customer.example, cy@x.example | di@x.example
us in Cc :: to: cy@x.example ; cc: anna@lund.example :: anna | bo@customer.example :: anna | bo@customer.example, cy@x.example
several authors :: from: bo@customer.example, cy@customer.example :: anna | bo@customer.example, cy@customer.example
# Reply-To
Reply-To :: replyTo: team@customer.example :: anna | team@customer.example
several in Reply-To :: replyTo: a@x.example, b@x.example :: anna | a@x.example, b@x.example
Reply-To as From :: replyTo: BO@customer.example :: anna | BO@customer.example
Reply-To and Cc :: replyTo: team@customer.example ; cc: cy@x.example :: anna | team@customer.example :: anna | team@customer.example | cy@x.example
Reply-To that is also in Cc :: replyTo: cy@x.example ; cc: cy@x.example :: anna | cy@x.example
Reply-To that names us :: replyTo: anna@lund.example :: anna | bo@customer.example
Reply-To that names us and another :: replyTo: anna@lund.example, a@x.example :: anna | a@x.example
Reply-To that no mail reaches :: replyTo: nobody :: anna | bo@customer.example
half of Reply-To reachable :: replyTo: nobody, a@x.example :: anna | a@x.example
a no-reply Reply-To is honoured :: replyTo: noreply@x.example :: anna | noreply@x.example
# Own addresses
our other address beside :: to: anna@lund.example, shop@lund.example :: anna | bo@customer.example
our other account beside :: to: anna@lund.example ; cc: anna@home.example :: anna | bo@customer.example
our alias beside :: to: anna@lund.example ; cc: hello@lund.example :: anna | bo@customer.example
an own address that can not send :: to: anna@lund.example ; cc: anna@old.example :: anna | bo@customer.example
our +tag :: to: anna+news@lund.example :: anna | bo@customer.example
our +tag beside others :: to: anna+a@lund.example, cy@x.example ; cc: shop+b@lund.example :: anna | bo@customer.example :: anna | bo@customer.example, cy@x.example
capitals in our address :: to: Anna@LUND.example :: anna | bo@customer.example
a final dot in our domain :: cc: anna@lund.example. :: anna | bo@customer.example
somebody of our name elsewhere :: cc: anna@lund.example.evil.example :: anna | bo@customer.example :: anna | bo@customer.example | anna@lund.example.evil.example
a colleague of ours :: cc: annabel@lund.example :: anna | bo@customer.example :: anna | bo@customer.example | annabel@lund.example
# Own mail
own mail :: from: anna@lund.example ; to: bo@customer.example :: anna | bo@customer.example
own mail to several :: from: anna@lund.example ; to: a@x.example, b@x.example ; cc: c@x.example :: anna | a@x.example, b@x.example :: anna | a@x.example, b@x.example | c@x.example
own mail with us in Cc :: from: anna@lund.example ; to: a@x.example ; cc: shop@lund.example, c@x.example :: anna | a@x.example :: anna | a@x.example | c@x.example
own mail by another identity :: from: shop@lund.example ; to: a@x.example :: shop | a@x.example
own mail of another account :: from: anna@home.example ; to: a@x.example ; account: private :: home | a@x.example
own mail with a Reply-To of ours :: from: anna@lund.example ; replyTo: shop@lund.example ; to: a@x.example :: anna | a@x.example
own mail with a Reply-To elsewhere :: from: anna@lund.example ; replyTo: desk@x.example ; to: a@x.example :: anna | a@x.example
own mail to Cc alone :: from: anna@lund.example ; to: anna@lund.example ; cc: c@x.example :: anna | c@x.example :: anna |  | c@x.example
own mail to hidden recipients alone :: from: anna@lund.example ; to:  ; bcc: a@x.example, b@x.example :: anna |  | a@x.example, b@x.example
own mail with hidden recipients :: from: anna@lund.example ; to: a@x.example ; bcc: b@x.example :: anna | a@x.example
a note to oneself :: from: anna@lund.example ; to: anna@lund.example :: anna | anna@lund.example
a note to our other account :: from: anna@lund.example ; to: anna@home.example :: anna | anna@home.example
# Contact forms
a form in our name :: from: shop@lund.example ; replyTo: Vi <vi@visitor.example> ; to: shop@lund.example :: shop | Vi <vi@visitor.example>
a form in our name without Reply-To :: from: shop@lund.example ; to: shop@lund.example ; visitor: Vi <vi@visitor.example> :: shop | Vi <vi@visitor.example>
a form of a service :: from: noreply@forms.example ; replyTo: vi@visitor.example :: anna | vi@visitor.example
a form of a service without Reply-To :: from: noreply@forms.example ; visitor: vi@visitor.example :: anna | vi@visitor.example
a form whose Reply-To is ours :: from: noreply@forms.example ; replyTo: shop@lund.example ; visitor: vi@visitor.example :: anna | vi@visitor.example
a form whose Reply-To wins :: from: shop@lund.example ; replyTo: a@x.example ; to: shop@lund.example ; visitor: vi@visitor.example :: shop | a@x.example
a form with a useless field :: from: noreply@forms.example ; visitor: none :: anna | noreply@forms.example
# Lists
a list :: to: list@l.example ; listPost: list@l.example ; deliveredTo: anna@lund.example :: anna | bo@customer.example :: anna | bo@customer.example, list@l.example
a list that takes answers itself :: to: list@l.example ; replyTo: list@l.example ; listPost: list@l.example :: anna | list@l.example
a list that is named nowhere :: to: anna@lund.example ; listPost: list@l.example :: anna | bo@customer.example :: anna | bo@customer.example | list@l.example
a list that writes in its own name :: from: Bo via List <list@l.example> ; replyTo: bo@customer.example ; to: list@l.example ; listPost: list@l.example :: anna | bo@customer.example :: anna | bo@customer.example, list@l.example
a list that is ours :: to: shop@lund.example ; listPost: shop@lund.example :: shop | bo@customer.example
# Which identity
mail to the shop :: to: shop@lund.example :: shop | bo@customer.example
To before Cc :: to: shop@lund.example ; cc: anna@lund.example :: shop | bo@customer.example
the account that has it before another :: to: anna@home.example ; cc: shop@lund.example :: shop | bo@customer.example
another account where this one is not named :: to: anna@home.example :: home | bo@customer.example
the envelope where the headers do not tell :: to: undisclosed ; deliveredTo: shop@lund.example :: shop | bo@customer.example
the headers before the envelope :: to: anna@lund.example ; deliveredTo: shop@lund.example :: anna | bo@customer.example
an exact address before a +tag :: to: anna+x@lund.example ; cc: shop@lund.example :: shop | bo@customer.example
a +tag of the envelope :: to:  ; deliveredTo: shop+x@lund.example :: shop | bo@customer.example
an alias: the account’s first :: to: hello@lund.example :: anna | bo@customer.example
hidden copy: the account’s first :: to: cy@x.example ; account: private :: home | bo@customer.example :: home | bo@customer.example, cy@x.example
an account that can not send :: to: anna@old.example ; account: archive :: anna | bo@customer.example
# Malformed
no From :: from:  ; to: anna@lund.example, cy@x.example :: anna | :: anna | cy@x.example
a From that no mail reaches :: from: root :: anna |
names without addresses :: cc: Undisclosed recipients <>, cy@x.example :: anna | bo@customer.example :: anna | bo@customer.example | cy@x.example
the same twice :: cc: cy@x.example, CY@x.example, Cy <cy@X.example> :: anna | bo@customer.example :: anna | bo@customer.example | cy@x.example
the author in Cc :: cc: bo@customer.example :: anna | bo@customer.example
the author in To :: to: anna@lund.example, bo@customer.example :: anna | bo@customer.example
To and Cc the same :: to: anna@lund.example, cy@x.example ; cc: cy@x.example :: anna | bo@customer.example :: anna | bo@customer.example, cy@x.example
two addresses in one :: cc: a@x.example b@x.example :: anna | bo@customer.example
letters outside ASCII :: from: jörg@bücher.example :: anna | jörg@bücher.example
nothing at all :: from:  ; to: :: anna |
`
  .split('\n')
  .filter(line => line !== '' && !line.startsWith('#'))
  .map(line => {
    const [name = '', row = '', reply = '', replyAll = reply] = line.split(/ ?:: ?/)
    return { name, row: rowOf(row), reply, replyAll }
  })

describe('who an answer goes to', () => {
  it.each(table)('$name', ({ row, reply, replyAll }) => {
    expect(answer('reply', row)).toBe(reply)
    expect(answer('reply-all', row)).toBe(replyAll)
    expect(answer('forward', row)).toBe(`${reply.split(' |')[0]} |`)
  })

  it('has at least sixty cases', () => expect(table.length).toBeGreaterThanOrEqual(60))

  it('knows the one mailbox behind the spellings of Gmail', () => {
    const own = { identities: [{ id: 'g', accountId: 'g', address: 'anna.lund@gmail.com', sends: true }] }
    const received = mail({ to: 'annalund+x@googlemail.com', cc: 'a.nnalund@gmail.com, annalund@x.example' })
    const { identityId, cc } = addresseesOf('reply-all', received, own)
    expect(identityId).toBe('g')
    expect(said(cc)).toBe('annalund@x.example')
  })

  it('of a mail of its own is nobody yet; it leaves from where it is written', () => {
    const of = (accountId: string | null) => addresseesOf('new', null, { identities, accountId }).identityId
    expect([of('private'), of('archive'), of(null)]).toEqual(['home', 'anna', 'anna'])
    expect(addresseesOf('new', null, { identities: [] })).toEqual({
      identityId: null,
      to: [],
      cc: [],
      bcc: [],
    })
  })
})

describe('the way of a mail', () => {
  it.each([
    ['Delivered-To: anna@lund.example\r\n\r\n', ['anna@lund.example'], null],
    [
      'X-Original-To: <a@x.example>\r\nEnvelope-to: b@x.example,\r\n c@x.example\r\n\r\n',
      ['a@x.example', 'b@x.example', 'c@x.example'],
      null,
    ],
    ['Delivered-To: anna\r\n\r\n', [], null],
    ['List-Post: <mailto:list@l.example?subject=x>\r\n\r\n', [], 'list@l.example'],
    ['List-Post: NO (posting not allowed)\r\n\r\n', [], null],
    ['List-Post: <https://l.example/post>, <mailto:list@l.example>\r\n\r\n', [], 'list@l.example'],
    ['Subject: x\r\n\r\nDelivered-To: evil@x.example\r\n', [], null],
  ])('%j', (headers, deliveredTo, listPost) => {
    expect(routeOf(headers)).toEqual({ deliveredTo, listPost })
  })
})

describe('an address that nobody reads', () => {
  it.each([
    ...[
      'noreply@x.example',
      'no-reply@x.example',
      'NO_REPLY@x.example',
      'no.reply@x.example',
      'donotreply@x.example',
    ],
    ...[
      'do-not-reply@x.example',
      'noreply-accounts@x.example',
      'shop-noreply@x.example',
      'mailer-daemon@x.example',
    ],
    ...[
      'noreply123@x.example',
      'bounce+a@x.example',
      'ne-pas-repondre@x.example',
      'nicht-antworten@x.example',
    ],
  ])('%s', address => expect(isNoReply(address)).toBe(true))
  it.each([
    'reply@x.example',
    'nora@x.example',
    'noel.reply@x.example',
    'info@noreply.example',
    'bouncer@x.example',
    'replynow@x.example',
  ])('not %s', address => expect(isNoReply(address)).toBe(false))
})
