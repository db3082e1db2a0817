import { describe, expect, it } from 'vitest'
import {
  forwardAsHtml,
  forwardAsText,
  type OriginalEmail,
  quoteAsHtml,
  quoteAsText,
} from './quote-original.ts'
import { splitQuoted } from './quoted-text.ts'

const original = (change: Partial<OriginalEmail> = {}): OriginalEmail => ({
  from: [{ name: 'Bo Ek', address: 'bo@customer.example' }],
  to: [{ name: '', address: 'anna@lund.example' }],
  cc: [],
  subject: 'Order 7',
  sentAt: '3 May 2026, 14:05',
  text: 'Hello,\n\nwhere is it?',
  ...change,
})

describe('R-36: the quote of a reply', () => {
  it('names the writer and keeps the lines', () => {
    expect(quoteAsHtml(original())).toBe(
      '<div>On 3 May 2026, 14:05, Bo Ek &lt;bo@customer.example&gt; wrote:</div>' +
        '<blockquote><div>Hello,</div><div><br></div><div>where is it?</div></blockquote>',
    )
    expect(quoteAsText(original())).toBe(
      'On 3 May 2026, 14:05, Bo Ek <bo@customer.example> wrote:\n> Hello,\n>\n> where is it?',
    )
  })

  it('nests what was quoted before', () => {
    const text = 'a\n> b\n>> c\n> > d\ne'
    expect(quoteAsHtml(original({ text }))).toContain(
      '<div>a</div><blockquote><div>b</div><blockquote><div>c</div><div>d</div></blockquote></blockquote><div>e</div>',
    )
    expect(quoteAsText(original({ text }))).toContain('> a\n>> b\n>>> c\n>> > d\n> e')
  })

  it.each([
    ['markup', '<img src="https://t.example/p.gif"><script>x</script>', '&lt;img src=&quot;https'],
    ['references', '&lt;b&gt;', '&amp;lt;b&amp;gt;'],
    ['control characters', 'a\0b\x1b[31m', '<div>ab[31m</div>'],
  ])('holds words, never %s', (_name, text, shown) => {
    expect(quoteAsHtml(original({ text }))).toContain(shown)
    expect(quoteAsHtml(original({ text })).replace(/<\/?(?:div|blockquote|br)>/g, '')).not.toMatch(/[<>]/)
  })

  it('keeps names from breaking out of their line', () => {
    const from = [{ name: 'Bo\r\n> wrote:\u202e', address: 'bo@customer.example' }]
    expect(quoteAsText(original({ from })).split('\n')[0]).toBe(
      'On 3 May 2026, 14:05, Bo > wrote: <bo@customer.example> wrote:',
    )
    expect(quoteAsText(original({ from: [] }))).toContain(', somebody wrote:\n')
  })

  it('is known as a quote again, here and in other programs', () => {
    for (const quote of [quoteAsText(original()), forwardAsText(original())]) {
      const segments = splitQuoted(`Thanks!\n\n${quote}`)
      expect(segments.map(({ kind, text }) => [kind, text.trim()])).toEqual([
        ['own', 'Thanks!'],
        ['quoted', quote],
      ])
    }
  })

  it('leaves out the rest of what is very long, and says so', () => {
    const html = quoteAsHtml(original({ text: 'A line.\n'.repeat(50_000) }))
    expect(html.length).toBeLessThan(400_000)
    expect(html).toContain('<div>[The rest of this message is left out.]</div></blockquote>')
    expect(quoteAsHtml(original({ text: `${'>'.repeat(1_000)} deep` }))).toMatch(/(?:<blockquote>){6}<div>/)
  })
})

describe('a forwarded mail', () => {
  it('says who wrote what to whom', () => {
    const cc = [{ name: 'Cy', address: 'cy@x.example' }]
    expect(forwardAsText(original({ cc }))).toBe(
      [
        '---------- Forwarded message ----------',
        'From: Bo Ek <bo@customer.example>',
        'Date: 3 May 2026, 14:05',
        'Subject: Order 7',
        'To: anna@lund.example',
        'Cc: Cy <cy@x.example>',
        '',
        'Hello,\n\nwhere is it?',
      ].join('\n'),
    )
    const html = forwardAsHtml(original())
    expect(html).toMatch(/^<div>-{10} Forwarded message -{10}<\/div><div>From: Bo Ek &lt;bo@/)
    expect(html).toMatch(/<div><br><\/div><div>Hello,<\/div><div><br><\/div><div>where is it\?<\/div>$/)
  })
})
