import { describe, expect, it } from 'vitest'
import { fitForWire, isSevenBit } from './outgoing-guard.ts'
import { subjectValue } from './outgoing-header.ts'
import { cleanOutgoingHtml, drawnContentIds, outgoingText } from './outgoing-html.ts'
import { idList, newMessageId } from './outgoing-ids.ts'

describe('R-36, R-59: outgoing HTML', () => {
  it.each([
    ['<p>Hi <strong>you</strong></p>', '<p>Hi <strong>you</strong></p>'],
    ['<p onclick="x" style="display:none" class="a">Hi</p>', '<p>Hi</p>'],
    ['<script>alert(1)</script><p>a</p><style>p{}</style><!-- x -->', '<p>a</p>'],
    ['<font color="red">red</font> <table><tr><td>cell</td></tr></table>', 'red cell'],
    ['<a href="javascript:alert(1)">x</a>', 'x'],
    ['<a href="java\nscript:alert(1)">x</a><a href="data:text/html,x">y</a>', 'xy'],
    [
      '<a href="HTTPS://a.example/?q=1&amp;r=2" target="_blank">x</a>',
      '<a href="HTTPS://a.example/?q=1&amp;r=2">x</a>',
    ],
    ['<a href="mailto:a@b.example">x</a>', '<a href="mailto:a@b.example">x</a>'],
    ['<img src="https://t.example/open.gif" width="1" height="1">', ''],
    ['<img src="data:image/png;base64,AAAA" alt="logo">', 'logo'],
    [
      '<img src="cid:a@b" alt="&quot;x&quot;" width="20" height="2em">',
      '<img src="cid:a@b" alt="&quot;x&quot;" width="20">',
    ],
    ['<img src="cid:a&quot; onerror=&quot;x">', ''],
    ['<p>open <b>both', '<p>open <b>both</b></p>'],
    ['</p></div>stray', 'stray'],
    ['<b><i>crossed</b></i>', '<b><i>crossed</i></b>'],
    ['1 < 2 &lt;b&gt; &amp;amp; &#x3c;script&#x3e;', '1 &lt; 2 &lt;b&gt; &amp;amp; &lt;script&gt;'],
    ['<ol start="3"><li>a<li>b</ol>', '<ol start="3"><li>a</li><li>b</li></ol>'],
    ['<ol start="3x"><li>a</ol>', '<ol><li>a</li></ol>'],
    ['<p dir="rtl">שלום</p><p dir="x">a</p>', '<p dir="rtl">שלום</p><p>a</p>'],
    ['<iframe src="https://x.example">in</iframe><object>o</object>', ''],
    ['<svg><a href="https://x.example">y</a></svg>', '<a href="https://x.example">y</a>'],
    ['<pre><code>a\n  b</code></pre><hr><br>', '<pre><code>a\n  b</code></pre><hr><br>'],
    ['<p>a\0b\u2028c</p>', '<p>ab\nc</p>'],
    ['<p/onload=x>a', '<p>a</p>'],
  ])('%s', (html, clean) => {
    expect(cleanOutgoingHtml(html)).toBe(clean)
    expect(cleanOutgoingHtml(clean)).toBe(clean)
  })

  it('takes time in proportion to its length', () => {
    const started = performance.now()
    for (const piece of [
      '<p>',
      '<a href="https://a.example">',
      '<b><i></b>',
      '<img src=',
      '&lt;',
      '<ol><li>',
    ])
      cleanOutgoingHtml(piece.repeat(50_000))
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  it('names the images that are drawn', () => {
    expect([
      ...drawnContentIds('<img src="cid:a@b"><img src=\'cid:c\'><img src="http://cid:d"><p src="cid:e">'),
    ]).toEqual(['a@b', 'c'])
  })
})

describe('the plain part', () => {
  it.each([
    ['<p>See <a href="https://a.example/x">here</a></p>', 'See here <https://a.example/x>'],
    ['<p><a href="https://a.example/x">https://a.example/x</a></p>', 'https://a.example/x'],
    ['<p><a href="mailto:a@b.example">a@b.example</a></p>', 'a@b.example'],
    ['<p>Hi</p><blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote>', 'Hi\n\n> a\n\n> > b'],
    ['<ol start="2"><li>two</li><li>three</li></ol>', '2. two\n3. three'],
    ['<ul><li>a</li><li>b</li></ul>', '• a\n• b'],
    ['<p>a<br>b</p><pre>  c\n d</pre>', 'a\nb\n\n  c\n d'],
  ])('%s', (html, text) => {
    expect(outgoingText(html)).toBe(text)
  })
})

describe('ids', () => {
  it('are new each time, and of the sender’s domain', () => {
    expect(newMessageId('anna@bücher.example')).toMatch(/^[0-9a-f]{32}@xn--bcher-kva\.example$/)
    expect(newMessageId('anna@[127.0.0.1]')).toMatch(/@127\.0\.0\.1$/)
    expect(newMessageId('nobody')).toMatch(/@parley\.invalid$/)
    expect(newMessageId('a@b.example')).not.toBe(newMessageId('a@b.example'))
  })

  it('lose the middle of a long list, and what no header can hold', () => {
    const many = Array.from({ length: 100 }, (_, at) => `id-${at}@thread.example`)
    const list = idList('references', many)
    expect(list.length).toBeLessThanOrEqual(998)
    expect(list.startsWith('<id-0@thread.example> <id-')).toBe(true)
    expect(list.endsWith('<id-98@thread.example> <id-99@thread.example>')).toBe(true)
    expect(idList('references', ['a b', 'ü@x', 'c<d', `${'x'.repeat(900)}@y`])).toBe('')
  })
})

describe('a subject', () => {
  it.each([
    ['Hello there', 'Hello there'],
    ['  a\t b ', 'a b'],
    ['=?utf-8?Q?x?=', '=?UTF-8?B?PT91dGYtOD9RP3g/PQ==?='],
    ['Grüße', '=?UTF-8?B?R3LDvMOfZQ==?='],
    ['', ''],
  ])('%s', (subject, value) => {
    expect(subjectValue(subject)).toBe(value)
  })

  it('is cut into words that fit a line, between characters', () => {
    const words = subjectValue('😀'.repeat(300)).split(' ')
    expect(Math.max(...words.map(word => word.length))).toBeLessThanOrEqual(75)
    for (const word of words)
      expect(Buffer.from(word.slice(10, -2), 'base64').toString()).toMatch(/^(?:😀)+$/u)
  })
})

describe('what may go out', () => {
  async function* pieces(text: string, size: number): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < text.length; at += size) yield Buffer.from(text.slice(at, at + size), 'latin1')
  }
  const passes = async (text: string, size: number) => {
    try {
      let passed = ''
      for await (const piece of fitForWire(pieces(text, size)))
        passed += Buffer.from(piece).toString('latin1')
      return passed === text
    } catch {
      return false
    }
  }
  it.each([
    ['a\r\nb\r\n', true],
    [`${'x'.repeat(998)}\r\n`, true],
    [`${'x'.repeat(999)}\r\n`, false],
    ['a\nb\r\n', false],
    ['\na\r\n', false],
    ['a\rb\r\n', false],
    ['a\r\r\n', false],
    ['\r', false],
    ['a', false],
    ['a\0\r\n', false],
  ])('%j: %s', async (text, fit) => {
    for (const size of [1, 2, 3, 7, 5_000]) expect(await passes(text, size)).toBe(fit)
    expect(await isSevenBit(pieces(text, 3))).toBe(fit)
  })
  it('knows what is 7-bit', async () => expect(await isSevenBit(pieces('é\r\n', 3))).toBe(false))
})
