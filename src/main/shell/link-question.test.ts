import { describe, expect, it, test } from 'vitest'
import { checkLink } from '#shared/link-check.ts'
import { linkQuestion } from './link-question.ts'
import { createLinkTexts } from './link-texts.ts'
import { createLinkJudge } from './links.ts'

const ask = (href: string, text?: string) => linkQuestion(checkLink({ href, text }))

describe('R-20: the question before a link leaves', () => {
  it('names the host and the whole address, and offers to trust the host', () => {
    expect(ask('https://shop.example/a?b#c')).toEqual({
      type: 'question',
      message: 'Open shop.example in your browser?',
      detail: 'https://shop.example/a?b#c',
      buttons: ['Open', 'Copy link', 'Cancel'],
      defaultId: 0,
      cancelId: 2,
      checkboxLabel: 'Open links to shop.example without asking from now on',
    })
  })

  it('says what is wrong first, stands on Cancel and can’t be switched off', () => {
    const question = ask('https://bank.example@evil.example/', 'https://bank.example')
    expect(question).toMatchObject({ type: 'warning', defaultId: 2, cancelId: 2 })
    expect(question.checkboxLabel).toBeUndefined()
    expect(question.detail.split('\n')).toEqual([
      'The text of this link says bank.example, but it leads to evil.example.',
      '“bank.example” in this address is not the site that it leads to.',
      '',
      'https://evil.example/',
    ])
  })

  it('writes an honest name of another alphabet in its letters as well', () => {
    expect(ask('https://bücher.example/').detail).toBe(
      'https://xn--bcher-kva.example/\n\nIn letters: bücher.example',
    )
  })

  it('names the site behind a service that wraps links, and trusts that one', () => {
    const wrapped = 'https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fshop.example%2Fa'
    expect(ask(wrapped)).toMatchObject({
      message: 'Open shop.example in your browser?',
      detail: `${wrapped}\n\nIt goes there through eur01.safelinks.protection.outlook.com.`,
      checkboxLabel: 'Open links to shop.example without asking from now on',
    })
    expect(ask('https://www.google.com/url?q=https://paypa1.com/').type).toBe('warning')
  })

  it('writes to addresses, or copies them, and copies numbers', () => {
    expect(ask('mailto:ada@lund.example')).toMatchObject({
      message: 'Write to ada@lund.example?',
      buttons: ['Write', 'Copy address', 'Cancel'],
    })
    expect(ask('tel:+46812345')).toMatchObject({
      message: 'Call +46812345?',
      buttons: ['Copy number', 'Cancel'],
    })
  })

  it('shows both ends of an endless address', () => {
    const { detail } = ask(`https://shop.example/${'x'.repeat(5_000)}/end`)
    expect(detail.length).toBeLessThan(620)
    expect(detail).toMatch(/^https:\/\/shop\.example\/x+ … x+\/end$/)
  })
})

describe('what stood over a clicked link', () => {
  const links = createLinkTexts()
  const asked: unknown[] = []
  let settings = { trustedLinkHosts: [] as readonly string[] }
  const judge = createLinkJudge({
    texts: links,
    engine: {
      request: (async (method: string, params: { readonly host: string }) => {
        asked.push([method, params])
        if (method === 'accounts/list') return [{ address: 'me@lund.example' }]
        if (method === 'links/trust') settings = { trustedLinkHosts: [params.host] }
        return settings
      }) as never,
    },
  })

  it('is remembered, and one lie among its texts is enough', async () => {
    links.remember([
      { href: 'https://shop.example/', text: 'shop.example' },
      { href: 'https://shop.example/', text: 'bank.example' },
      { href: 'https://other.example/', text: 'bank.example' },
    ])
    expect((await judge.judge('https://shop.example/')).warnings).toEqual([
      { kind: 'other-site', claimed: 'bank.example', real: 'shop.example' },
    ])
    expect((await judge.judge('https://third.example/')).warnings).toEqual([])
    expect((await judge.judge('https://third.example/', 'shop.example')).warnings).toHaveLength(1)
  })

  it('is forgotten after many other mails', () => {
    const few = createLinkTexts()
    few.remember([{ href: 'https://a.example/', text: 'a.example' }])
    for (let n = 0; n < 200; n += 1) few.remember([{ href: `https://b${n}.example/`, text: 'b.example' }])
    expect(few.textsOf('https://a.example/')).toEqual([])
    expect(few.textsOf('https://b199.example/')).toEqual(['b.example'])
  })

  it('imitations of one’s own company and of trusted hosts are known', async () => {
    await judge.refresh()
    await judge.trust('pay.xn--mller-kva.example:8080')
    expect(judge.isTrusted('pay.xn--mller-kva.example:8080')).toBe(true)
    expect((await judge.judge('https://1und.example/')).warnings).toEqual([
      { kind: 'look-alike', of: 'lund.example' },
    ])
    expect((await judge.judge('https://muller.example/')).warnings).toEqual([
      { kind: 'look-alike', of: 'müller.example' },
    ])
  })
})

test('without the engine every link asks', async () => {
  const judge = createLinkJudge({
    texts: createLinkTexts(),
    engine: { request: () => Promise.reject(new Error('gone')) },
  })
  await judge.refresh()
  expect(judge.isTrusted('shop.example')).toBe(false)
})
