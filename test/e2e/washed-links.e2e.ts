import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedParley, launchParley } from '#test/support/app.ts'
import { washAll } from '#test/support/washer.ts'

/** what the washer makes of links, and what it tells of their texts. */
let parley: LaunchedParley
beforeAll(async () => {
  parley = await launchParley()
}, 60_000)
afterAll(() => parley?.close())

async function wash(...htmls: readonly string[]) {
  const results = await washAll(parley, htmls)
  return results.map(result => (result.ok ? { links: result.links, html: result.html } : null))
}
const link = (inside: string, attributes = 'href="https://evil.example/"') =>
  `<p>x <a ${attributes}>${inside}</a></p>`

const texts: readonly (readonly [html: string, text: string | null])[] = [
  [link('https://bank.example'), 'https://bank.example'],
  [link('<b>bank</b><i>.example</i>'), 'bank.example'],
  [link('bank.<wbr>example'), 'bank.example'],
  [link('bank<span style="display:none">zzz</span>.example'), 'bank.example'],
  [link('bank<span style="font-size:0px">zzz</span>.example'), 'bank.example'],
  [link('bank<span style="visibility:hidden">zzz</span>.example'), 'bank.example'],
  [link('<img alt="https://bank.example" src="cid:x">'), 'https://bank.example'],
  [link('  https://bank.example\n  /login '), 'https://bank.example /login'],
  [link('Read more'), null],
  [link('Version 3'), null],
  [link('ceo@bank.example', 'href="mailto:x@evil.example"'), 'ceo@bank.example'],
]

test('R-29: the text of a link is what readers see in its place', async () => {
  const washed = await wash(...texts.map(([html]) => html))
  for (const [index, [html, text]] of texts.entries()) {
    expect([html, washed[index]?.links.map(found => found.text)]).toEqual([html, text === null ? [] : [text]])
  }
})

const addresses: readonly (readonly [raw: string, href: string | null])[] = [
  ['https://shop.example', 'https://shop.example/'],
  [' https://shop.example/a b ', 'https://shop.example/a%20b'],
  ['//shop.example/x', 'https://shop.example/x'],
  ['HTTPS://SHOP.example', 'https://shop.example/'],
  ['http://134744072/', 'http://8.8.8.8/'],
  ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
  ['mailto:ada@lund.example', 'mailto:ada@lund.example'],
  ['tel:+46812345', 'tel:+46812345'],
  ['#part', null],
  ['/relative', null],
  ['page.html', null],
  ['javascript:alert(1)', null],
  ['java&#10;script:alert(1)', null],
  ['data:text/html,x', null],
  ['file:///etc/passwd', null],
  ['\\\\host\\share', null],
  ['search-ms:query=x', null],
  ['app://parley/', null],
  ['cid:part', null],
]

test('R-17, R-18: a link keeps the address as the browser understands it, or none', async () => {
  const washed = await wash(
    ...addresses.map(
      ([raw]) =>
        `<p><a href="${raw}" target="_top" ping="https://x.example/" download title="https://bank.example">words</a></p>`,
    ),
  )
  for (const [index, [raw, href]] of addresses.entries()) {
    const html = washed[index]?.html ?? ''
    expect([raw, /<a[^>]* href="([^"]*)"/.exec(html)?.[1] ?? null]).toEqual([raw, href])
    expect(html).not.toMatch(/<a[^>]*(?:ping|download|_top)/)
    if (href !== null) expect(html).not.toMatch(/<a[^>]*title=/)
    expect(html).toMatch(/<a[^>]* target="_blank"/)
  }
})

test('R-29: no mail makes more work than it may', async () => {
  const [many, long] = await wash(
    '<a href="https://a.example/">bank.example</a> '.repeat(5_000),
    link(`${'word '.repeat(200)}https://bank.example/login${' word'.repeat(200)}`),
  )
  expect(many?.links).toHaveLength(2_000)
  expect(long?.links[0]?.text).toMatch(/^https:\/\/bank\.example\/login/)
  expect(long?.links[0]?.text.length).toBeLessThanOrEqual(300)
})
