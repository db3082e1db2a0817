import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readConfigXml } from './config-xml.ts'
import { createDiscover } from './discover.ts'
import { knownProviders } from './known-providers.ts'
import type { DiscoveryNetwork } from './network.ts'

const { signal } = new AbortController()
const notThere = async () => {
  throw new Error('not there')
}
const offline: DiscoveryNetwork = {
  fetchText: notThere,
  resolveMx: notThere,
  resolveSrv: notThere,
  exists: notThere,
}
const forever = () => new Promise<never>(() => {})

const xml = (
  body: string,
) => `<?xml version="1.0"?><clientConfig version="1.1"><emailProvider id="x"><domain>shop.example</domain>
  <displayName>Shop mail</displayName>${body}</emailProvider></clientConfig>`
const incoming = (host: string, socketType = 'SSL', port = 993, more = '') =>
  `<incomingServer type="imap"><hostname>${host}</hostname><port>${port}</port><socketType>${socketType}</socketType><username>%EMAILLOCALPART%</username><authentication>password-cleartext</authentication>${more}</incomingServer>`
const outgoing = (host: string, socketType = 'STARTTLS') =>
  `<outgoingServer type="smtp"><hostname>${host}</hostname><port>587</port><socketType>${socketType}</socketType><username>%EMAILADDRESS%</username></outgoingServer>`

describe('createDiscover', () => {
  it.each([
    ['anna@gmail.com', 'imap.gmail.com', 'smtp.gmail.com', 'app-password', 'anna@gmail.com'],
    ['anna@Hotmail.COM', 'outlook.office365.com', 'smtp-mail.outlook.com', 'oauth-only', 'anna@Hotmail.COM'],
    ['anna@proton.me', '127.0.0.1', '127.0.0.1', 'bridge', 'anna@proton.me'],
    ['anna@free.fr', 'imap.free.fr', 'smtp.free.fr', null, 'anna'],
  ])('knows %s without asking anybody', async (address, imap, smtp, note, user) => {
    const network = { ...offline, fetchText: vi.fn(notThere), resolveMx: vi.fn(notThere) }
    const [found, ...others] = await createDiscover(network)(address, { signal })
    expect(found).toMatchObject({
      source: 'known-provider',
      imap: { host: imap, user },
      smtp: { host: smtp },
      note,
      otherDomain: false,
    })
    expect(others).toEqual([])
    expect(network.fetchText).not.toHaveBeenCalled()
    expect(network.resolveMx).not.toHaveBeenCalled()
  })

  it('knows the host of a domain by its MX, and flags it', async () => {
    const resolveMx = async () => [
      { exchange: 'alt1.aspmx.l.google.com', priority: 5 },
      { exchange: 'aspmx.l.google.com.', priority: 1 },
    ]
    const [found] = await createDiscover({ ...offline, resolveMx })('anna@shop.example', { signal })
    expect(found).toMatchObject({ provider: 'Gmail', note: 'app-password', otherDomain: true })
    const evil = async () => [{ exchange: 'notgoogle.com', priority: 1 }]
    const [guess] = await createDiscover({ ...offline, resolveMx: evil })('anna@shop.example', { signal })
    expect(guess?.source).toBe('guess')
  })

  it('reads autoconfig over https, from either place', async () => {
    const asked: string[] = []
    const fetchText = async (url: string) => {
      asked.push(url)
      if (!url.includes('well-known')) throw new Error('404')
      return xml(incoming('mail.%EMAILDOMAIN%') + outgoing('smtp.elsewhere.test'))
    }
    const found = await createDiscover({ ...offline, fetchText })('anna@shop.example', { signal })
    expect(asked.every(url => url.startsWith('https://'))).toBe(true)
    expect(found).toEqual([
      {
        source: 'autoconfig',
        provider: 'Shop mail',
        imap: { host: 'mail.shop.example', port: 993, security: 'tls', user: 'anna' },
        smtp: { host: 'smtp.elsewhere.test', port: 587, security: 'starttls', user: 'anna@shop.example' },
        note: null,
        otherDomain: true,
      },
    ])
  })

  it('reads SRV records by priority and weight, and takes "." as none', async () => {
    const records: Record<
      string,
      readonly { name: string; port: number; priority: number; weight: number }[]
    > = {
      '_imaps._tcp.shop.example': [
        { name: 'second.shop.example', port: 993, priority: 10, weight: 9 },
        { name: 'light.shop.example', port: 993, priority: 0, weight: 1 },
        { name: 'heavy.shop.example', port: 1993, priority: 0, weight: 5 },
      ],
      '_submissions._tcp.shop.example': [{ name: '.', port: 0, priority: 0, weight: 0 }],
      '_submission._tcp.shop.example': [{ name: 'out.shop.example', port: 587, priority: 0, weight: 1 }],
    }
    const resolveSrv = async (name: string) => records[name] ?? notThere()
    const found = await createDiscover({ ...offline, resolveSrv })('anna@shop.example', { signal })
    expect(found).toMatchObject([
      {
        source: 'srv',
        imap: { host: 'heavy.shop.example', port: 1993, security: 'tls' },
        smtp: { host: 'out.shop.example', security: 'starttls' },
        otherDomain: false,
      },
    ])
  })

  it('ranks what it finds: MX, autoconfig, SRV; the same pair once', async () => {
    const same = { name: 'imap.fastmail.com', port: 993, priority: 0, weight: 0 }
    const network: DiscoveryNetwork = {
      resolveMx: async () => [{ exchange: 'in1-smtp.messagingengine.com', priority: 1 }],
      fetchText: async () => xml(incoming('mail.shop.example') + outgoing('mail.shop.example')),
      resolveSrv: async name =>
        name.includes('imaps')
          ? [same]
          : name.includes('submissions')
            ? [{ ...same, name: 'smtp.fastmail.com', port: 465 }]
            : [],
      exists: async () => true,
    }
    const found = await createDiscover(network)('anna@shop.example', { signal })
    expect(found.map(entry => [entry.source, entry.imap.host])).toEqual([
      ['known-provider', 'imap.fastmail.com'],
      ['autoconfig', 'mail.shop.example'],
    ])
  })

  it('guesses offline, and prefers names that exist', async () => {
    const unknown = await createDiscover(offline)('anna@shop.example', { signal })
    expect(unknown.map(entry => [entry.source, entry.imap.host, entry.smtp.host])).toEqual([
      ['guess', 'imap.shop.example', 'smtp.shop.example'],
      ['guess', 'mail.shop.example', 'mail.shop.example'],
    ])
    const exists = async (host: string) => host.startsWith('mail.')
    const [first] = await createDiscover({ ...offline, exists })('anna@shop.example', { signal })
    expect(first?.imap.host).toBe('mail.shop.example')
  })

  it('takes the wire form of an international domain', async () => {
    const [found] = await createDiscover(offline)('anna@bücher.example', { signal })
    expect(found?.imap.host).toBe('imap.xn--bcher-kva.example')
  })

  describe('with a network that swallows everything', () => {
    beforeEach(() => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    })
    afterEach(() => {
      vi.useRealTimers()
    })
    it('stops when the asker leaves', async () => {
      const controller = new AbortController()
      const silent: DiscoveryNetwork = {
        fetchText: forever,
        resolveMx: forever,
        resolveSrv: forever,
        exists: forever,
      }
      const asking = createDiscover(silent)('anna@shop.example', { signal: controller.signal })
      controller.abort()
      await expect(asking).rejects.toMatchObject({ code: 'cancelled' })
    })
  })
})

describe('readConfigXml', () => {
  it('prefers TLS to STARTTLS and passes over plain text', () => {
    const read = (body: string) => readConfigXml(xml(body), 'anna@shop.example')
    expect(
      read(incoming('a.example', 'STARTTLS', 143) + incoming('b.example') + outgoing('c.example'))?.imap,
    ).toMatchObject({ host: 'b.example', security: 'tls' })
    expect(read(incoming('a.example', 'plain', 143) + outgoing('c.example'))).toBeNull()
    expect(read(incoming('a.example') + outgoing('c.example', 'plain'))).toBeNull()
  })

  it.each([
    '',
    'not xml',
    '<a><b></a>',
    '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><clientConfig>&b;</clientConfig>',
    '<clientConfig/>',
    xml(''),
    xml(incoming('has space') + outgoing('c.example')),
    xml(incoming('a.example', 'SSL', 70_000) + outgoing('c.example')),
  ])('finds nothing in %j', text => {
    expect(readConfigXml(text, 'anna@shop.example')).toBeNull()
  })

  it('notices servers that take OAuth only', () => {
    const oauth = (tag: string) =>
      tag
        .replace(/<authentication>.*?<\/authentication>/, '')
        .replace('</username>', '</username><authentication>OAuth2</authentication>')
    expect(
      readConfigXml(xml(oauth(incoming('a.example')) + oauth(outgoing('b.example'))), 'anna@shop.example')
        ?.oauthOnly,
    ).toBe(true)
  })
})

describe('knownProviders', () => {
  it('are forty or more, every domain once, and none without encryption', () => {
    expect(new Set(knownProviders.map(provider => provider.name)).size).toBeGreaterThanOrEqual(40)
    const domains = knownProviders.flatMap(provider => [
      ...provider.domains,
      ...provider.mx.map(end => `mx ${end}`),
    ])
    expect(domains).toEqual([...new Set(domains)])
    for (const { name, imap, smtp, domains, mx } of knownProviders) {
      expect([imap.host, smtp.host], name).not.toContain('')
      expect(domains.length + mx.length, name).toBeGreaterThan(0)
      for (const server of [imap, smtp]) expect(server.security, name).not.toBe('none')
    }
  })
})
