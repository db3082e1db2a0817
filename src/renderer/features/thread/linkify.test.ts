import { describe, expect, it } from 'vitest'
import { linkify } from './linkify.ts'

const links = (text: string) =>
  linkify(text)
    .filter(piece => piece.href !== null)
    .map(piece => [piece.text, piece.href])

describe('links in plain text', () => {
  it.each([
    ['see https://a.example/x?y=1#z now', 'https://a.example/x?y=1#z', 'https://a.example/x?y=1#z'],
    ['(https://a.example/x)', 'https://a.example/x', 'https://a.example/x'],
    ['https://a.example/wiki/A_(b).', 'https://a.example/wiki/A_(b)', 'https://a.example/wiki/A_(b)'],
    ['<https://a.example/>', 'https://a.example/', 'https://a.example/'],
    ['HTTP://A.EXAMPLE!', 'HTTP://A.EXAMPLE', 'http://a.example/'],
    ['go to www.a.example, please', 'www.a.example', 'https://www.a.example/'],
    ['mailto:kim@a.example?subject=Hi', 'mailto:kim@a.example?subject=Hi', 'mailto:kim@a.example?subject=Hi'],
    ['write kim.l+x@a.example.', 'kim.l+x@a.example', 'mailto:kim.l+x@a.example'],
  ])('are found in %s', (text, shown, href) => {
    expect(links(text)).toEqual([[shown, href]])
  })

  it.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'data:text/html,x',
    'vbscript:x',
    '\\\\host\\share',
    'https://',
    'a@b',
    '@example.com',
    'no links here',
    '<img src=x onerror=alert(1)>',
  ])('are not made of %s', text => {
    expect(links(text)).toEqual([])
  })

  it('keep every character of the text in order', () => {
    const text = 'a https://x.example/), b@c.example; www.d.example… <b>“https://e.example”</b>'
    expect(
      linkify(text)
        .map(piece => piece.text)
        .join(''),
    ).toBe(text)
    expect(links(text)).toHaveLength(4)
  })

  it.each([
    ['dots before no sign', 'a.'.repeat(100_000)],
    ['signs', '@'.repeat(200_000)],
    ['words and signs', 'a.b-c@'.repeat(40_000)],
    ['closing brackets', `https://a.example/${')'.repeat(1_900)} `.repeat(100)],
    ['prefixes', 'https://'.repeat(30_000)],
    ['prefixes apart', 'www. '.repeat(50_000)],
    ['a long domain', `a@${'b.'.repeat(100_000)}`],
  ])('take linear time over %s', (_, text) => {
    const start = performance.now()
    linkify(text.repeat(4))
    // Quadratic work over these lengths takes a minute and more.
    expect(performance.now() - start).toBeLessThan(5_000)
  })
})
