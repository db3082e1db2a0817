import { describe, expect, it, test } from 'vitest'
import { parseMessage } from '#engine/mail/mime/parse.ts'
import { linkify } from '#renderer/features/thread/linkify.ts'
import { corpusEmails, corpusFile } from '#test/support/corpus.ts'
import { effortMs } from '#test/support/effort.ts'
import { linksOfHtml } from '#test/support/mail-links.ts'
import { checkLink, refusedLink } from './link-check.ts'

const kinds = (href: string, text?: string) => checkLink({ href, text }).warnings.map(({ kind }) => kind)

test.each([
  'file:///etc/passwd',
  'FILE:///etc/passwd',
  'smb://host/share',
  '\\\\host\\share',
  '//host/share',
  'search-ms:query=x',
  'search:query=x',
  'ms-msdt:/id',
  'ms-settings:display',
  'ms-word:ofe|u|https://x.example/a.docx',
  'vscode://file/x',
  'javascript:alert(1)',
  'java\nscript:alert(1)',
  'java\tscript:alert(1)',
  ' javascript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'ssh://host',
  'ftp://host/x',
  'sftp://host/x',
  'ldap://host',
  'jar:https://x.example!/',
  'about:blank',
  'chrome://gpu',
  'app://parley/index.html',
  'mail://x/',
  'parley://conversations/1',
  'view-source:https://example.org',
  'blob:https://example.org/1',
  'filesystem:https://example.org/1',
  'steam://run/1',
  'x-apple.systempreferences:',
  'https://',
  'http:///',
  'nonsense',
  '',
  `https://example.org/${'x'.repeat(9_000)}`,
  'mailto:',
  'mailto:?subject=x',
  'mailto:a%0d%0aBcc:b@example.org',
  'tel:',
  'tel:*#06#',
  'tel:javascript',
])('R-18: %j is refused', href => {
  expect(checkLink({ href })).toEqual(refusedLink)
})

test.each([
  ['https://example.org/a?b#c', 'web', 'example.org'],
  ['http://example.org:8080/', 'web', 'example.org:8080'],
  ['hTTps://EXAMPLE.org', 'web', 'example.org'],
  ['https:example.org', 'web', 'example.org'],
  ['https:\\\\example.org\\x', 'web', 'example.org'],
  ['mailto:ada@example.org?attach=/etc/passwd&body=x', 'mail', 'ada@example.org'],
  ['tel:+46-8-123-456', 'tel', '+46-8-123-456'],
])('R-18: %j passes', (href, kind, shown) => {
  expect(checkLink({ href })).toMatchObject({ kind, shown })
})

describe('what is shown is what would be opened (R-17)', () => {
  it('drops what stands before the @ and says so', () => {
    expect(checkLink({ href: 'https://bank.example@evil.example/x' })).toEqual({
      kind: 'web',
      href: 'https://evil.example/x',
      shown: 'evil.example',
      destination: 'evil.example',
      warnings: [{ kind: 'before-at', claimed: 'bank.example' }],
    })
  })

  it('keeps punycode visible', () => {
    expect(checkLink({ href: 'https://bücher.example/' })).toMatchObject({
      shown: 'xn--bcher-kva.example',
      warnings: [],
    })
  })

  it('keeps nothing of a mail link but its address', () => {
    expect(checkLink({ href: 'mailto:ada@example.org?attach=/etc/passwd&bcc=x@y.example' }).href).toBe(
      'mailto:ada@example.org',
    )
  })
})

describe('R-29: links that are not what they say', () => {
  it.each([
    ['https://www.evil.example/', 'http://www.bank.example'],
    ['https://www.evil.example/', 'www.bank.example'],
    ['https://www.evil.example/', 'bank.example'],
    ['https://www.evil.example/', 'Bank.example/login'],
    ['https://www.evil.example/', 'Sign in at https://bank.example/ now'],
    ['https://click.esp.example/x/1', 'https://brand.example/offer'],
    ['https://bank.example.evil.example/', 'bank.example'],
    ['https://evil.example/', 'h\u00adttps://ba\u200bnk.example'],
    ['https://evil.example/', 'ｈｔｔｐｓ://bank.example'],
    ['https://evil.example/', 'https:∕∕bank.example∕login'],
    ['https://evil.example/', 'bank。example'],
    ['https://evil.example/', 'bank․example'],
    ['https://evil.example/https://bank.example', 'https://bank.example'],
    ['https://one.github.io/', 'https://other.github.io/'],
    ['https://one.co.uk/', 'https://other.co.uk/'],
    ['https://8.8.8.8/', 'http://www.bank.example/'],
  ])('%s behind %j', (href, text) => {
    expect(kinds(href, text)).toContain('other-site')
  })

  it.each([
    ['https://www.shop.example/a/b?c', 'https://www.shop.example/a/b?c'],
    ['https://shop.example/', 'www.shop.example'],
    ['https://www.shop.example/', 'shop.example'],
    ['https://pay.shop.example/x', 'https://shop.example'],
    ['https://shop.example/x', 'https://pay.shop.example'],
    ['http://shop.example/', 'https://shop.example/'],
    ['https://shop.example/', 'SHOP.example.'],
    ['https://shop.example/', '<https://shop.example>'],
    ['https://xn--bcher-kva.example/', 'https://bücher.example'],
    ['https://click.esp.example/1', 'See our offers'],
    ['https://click.esp.example/1', 'Offers from brand.example this week'],
    ['https://click.esp.example/1', 'invoice-2026.pdf'],
    ['https://click.esp.example/1', 'readme.md'],
    ['https://click.esp.example/1', 'Node.js'],
    ['https://click.esp.example/1', 'version 3.5.1'],
    ['https://click.esp.example/1', 'ada@brand.example'],
    ['https://click.esp.example/1', 'https://www.a-very-long-na…'],
    ['https://click.esp.example/1', 'https://www.a-very-long-na...'],
    ['https://click.esp.example/1', ''],
    [
      'https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fshop.example%2Fa&data=1',
      'shop.example',
    ],
    ['https://urldefense.com/v3/__https://shop.example/a__;!!abc$', 'https://shop.example/a'],
    ['https://urldefense.proofpoint.com/v2/url?u=https-3A__shop.example_a&d=x', 'https://shop.example/a'],
    ['https://www.google.com/url?q=https://shop.example/', 'https://shop.example/'],
    ['http://130.128.4.1/', 'http://130.128.4.1'],
    ['http://130.128.4.1/x', '130.128.4.1'],
    ['mailto:ada@shop.example', 'Ada@shop.example'],
    ['mailto:ada@shop.example', 'Write to us'],
  ])('%s behind %j is fine', (href, text) => {
    expect(kinds(href, text)).toEqual([])
  })

  it('a redirector that goes elsewhere is not believed', () => {
    expect(kinds('https://www.google.com/url?q=https://evil.example/', 'https://bank.example/')).toEqual([
      'other-site',
    ])
  })

  it('an address in the text that is not the one mailed to', () => {
    expect(kinds('mailto:ada@evil.example', 'ada@shop.example')).toEqual(['other-site'])
  })

  it.each([
    ['http://8.8.8.8/login', 'Sign in'],
    ['http://134744072/', 'http://134744072/'],
    ['http://0x08080808/', 'here'],
    ['http://010.010.010.010/', '010.010.010.010'],
    ['http://[::ffff:8.8.8.8]/', 'here'],
  ])('%s is a number', (href, text) => {
    expect(kinds(href, text)).toContain('numeric-host')
  })

  it.each([
    ['https://раypal.com/', 'mixed-script'],
    ['https://gοogle.com/', 'mixed-script'],
    ['https://аррӏе.com/', 'look-alike'],
    ['https://paypa1.com/', 'look-alike'],
    ['https://paypal.com.account.example/', 'look-alike'],
    ['https://www.paypal-com.example/', 'look-alike'],
    ['https://rnicrosoft.com/', 'look-alike'],
    ['https://míсrosoft.com/', 'mixed-script'],
    ['https://microsóft.com/', 'look-alike'],
    ['https://g00gle.net/', 'look-alike'],
  ])('%s warns of its name: %s', (href, kind) => {
    expect(kinds(href)).toEqual([kind])
  })

  it.each([
    'https://paypal.com/',
    'https://www.amazon.com.au/',
    'https://amazon.de/',
    'https://учебник.рф/',
    'https://сор.ru/',
    'https://例え.jp/',
    'https://東京アイスtokyo.jp/',
    'https://한국어.kr/',
    'https://straße.de/',
    'https://smørrebrød.dk/',
    'https://m.facebook.com/x',
    'https://stripe.dev/',
  ])('%s is a name like any other', href => {
    expect(kinds(href)).toEqual([])
  })

  it('names a look-alike of a domain that the reader knows', () => {
    expect(
      checkLink({ href: 'https://lundmobler.example/', known: ['lundmöbler.example'] }).warnings,
    ).toEqual([{ kind: 'look-alike', of: 'lundmöbler.example' }])
    expect(checkLink({ href: 'https://pay.lund.example/', known: ['lund.example'] }).warnings).toEqual([])
  })

  it('agrees with the corpus about spoofed domains', () => {
    const cases = JSON.parse(corpusFile('xss-roundcube/roundcube-spoof-domains.json') ?? '[]') as [
      string,
      boolean,
    ][]
    for (const [address, isSpoof] of cases) {
      expect([address, kinds(`https://${address.split('@')[1]}/`).length > 0]).toEqual([address, isSpoof])
    }
  })

  it('warns for no more than one in a hundred ordinary mails, and for those made to deceive', () => {
    const warned = new Set<string>()
    let ordinary = 0
    for (const { name, raw } of corpusEmails()) {
      if (raw.length > 2_000_000) continue
      const { html, text } = parseMessage(raw, { sizeBytes: raw.length })
      const links = [
        ...linksOfHtml(html ?? ''),
        ...linkify((text ?? '').slice(0, 100_000)).flatMap(({ href, text: shown }) =>
          href === null ? [] : [{ href, text: shown }],
        ),
      ]
      if (!madeToDeceive.test(name)) ordinary += 1
      if (links.some(link => checkLink(link).warnings.length > 0)) warned.add(name)
    }
    const falseAlarms = [...warned].filter(name => !madeToDeceive.test(name))
    expect(falseAlarms.length, falseAlarms.join('\n')).toBeLessThan(ordinary / 100)
    if (corpusFile('rspamd/phishing2.eml') !== null) {
      expect([...warned]).toEqual(expect.arrayContaining(['rspamd/phishing2.eml', 'rspamd/url3.eml']))
    }
  }, 60_000)
})

/** Tests of other projects whose links lie on purpose. */
const madeToDeceive = /^rspamd\/(?:phish|url|redir|spam|gargantua)|^own\//

test('a long hostile text costs little', async () => {
  const work = () => {
    for (const text of [
      'https://'.repeat(1_000),
      'a.'.repeat(100_000),
      'www.'.repeat(50_000),
      '@'.repeat(100_000),
    ])
      checkLink({ href: 'https://example.org/', text })
  }
  expect(await effortMs(work, 200)).toBeLessThan(200)
})
