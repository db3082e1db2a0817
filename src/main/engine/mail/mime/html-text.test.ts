import { describe, expect, it } from 'vitest'
import { htmlToText } from './html-text.ts'
import { ownText, preview } from './preview.ts'

describe('htmlToText', () => {
  it.each([
    ['paragraphs and breaks', '<p>one</p><p>two<br>three</p>', 'one\n\ntwo\nthree'],
    ['white space', '  <div> a \n  b&nbsp; c </div>', 'a b c'],
    ['lists', '<ul><li>one<li>two</ul>', '• one\n• two'],
    [
      'tables',
      '<table><tr><td>Name:</td><td>Ann</td></tr><tr><td>Mail:</td><td>a@x</td></tr></table>',
      'Name:\tAnn\nMail:\ta@x',
    ],
    ['preformatted text', '<pre>a\n  b</pre>', 'a\n  b'],
    [
      'character references',
      '&lt;b&gt; &amp;amp; &euro;&#8364;&#x20AC;&#128; &nosuch; &eacute',
      '<b> &amp; €€€€ &nosuch; é',
    ],
    [
      'no scripts, styles, titles',
      '<title>t</title><style>p{}</style><script>x("</p>")</script>seen',
      'seen',
    ],
    ['no comments', 'a<!-- b > --> c<![if mso]>d<![endif]>', 'a cd'],
    ['a lone bracket', '1 < 2 and a<b', '1 < 2 and a'],
    ['quotes in attributes', '<a title="x > y" href=\'z>\'>seen</a>', 'seen'],
    [
      'quoted mail',
      'new<blockquote type="cite">old<blockquote>older</blockquote></blockquote>end',
      'new\n\n> old\n\n> > older\n\nend',
    ],
    [
      'indented words that are no quote',
      '<blockquote style="margin:0 0 0 40px;border:none;padding:0">mine</blockquote>',
      'mine',
    ],
    ['unclosed tags', '<div><p>a<td>b', 'a\tb'],
  ])('reads %s', (_, html, text) => {
    expect(htmlToText(html)).toBe(text)
  })
  it.each([
    '<div style="display:none">x</div>',
    '<div style="DISPLAY : none !important;max-height:0">x</div>',
    '<span style="font-size:0px">x</span>',
    '<p style="visibility:hidden">x</p>',
    '<div style="opacity:0">x</div>',
    '<div hidden>x</div>',
    '<div style="display:none"><table><tr><td>x</td></tr></table></div>',
  ])('leaves out what a reader does not see: %s (R-32)', html => {
    expect(htmlToText(`${html}seen`)).toBe('seen')
  })
  it.each([
    '<td style="font-size:0"><span style="font-size:14px">seen</span></td>',
    '<div style="opacity:0.9">seen</div>',
    '<div title="display:none" class="hidden-xs">seen</div>',
  ])('keeps what a reader sees: %s', html => {
    expect(htmlToText(html)).toBe('seen')
  })
  it('shows hidden text rather than nothing', () => {
    expect(htmlToText('<div style="display:none">all there is</div>')).toBe('all there is')
  })
  it('stops at the length that was asked for', () => {
    expect(htmlToText('<p>word</p>'.repeat(10_000), 1_000).length).toBe(1_000)
  })
})

describe('own words of an HTML mail', () => {
  it.each([
    [
      'Gmail',
      '<div dir="ltr">Fine.</div><br><div class="gmail_quote"><div class="gmail_attr">On Tue, Bob wrote:<br></div><blockquote class="gmail_quote">How are you?</blockquote></div>',
    ],
    [
      'Apple Mail',
      'Fine.<br><div><blockquote type="cite"><div>On 3 Feb 2026, at 10:00, Bob wrote:</div>How are you?</blockquote></div>',
    ],
    [
      'Outlook on the web',
      '<div>Fine.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Bob</div><div>How are you?</div>',
    ],
    [
      'Outlook',
      '<p>Fine.</p><div style="border-top:solid #B5C4DF 1.0pt"><p><b>From:</b> Bob<br><b>Sent:</b> Tuesday<br><b>To:</b> Ann<br><b>Subject:</b> You</p></div><p>How are you?</p>',
    ],
    [
      'Thunderbird',
      '<p>Fine.</p><div class="moz-cite-prefix">On 2/3/26 10:00, Bob wrote:<br></div><blockquote type="cite">How are you?</blockquote>',
    ],
    [
      'Yahoo',
      '<div>Fine.</div><div id="yahoo_quoted_1" class="yahoo_quoted">On Tuesday, Bob wrote: How are you?</div>',
    ],
    [
      'Proton',
      '<div>Fine.</div><div class="protonmail_quote">On Tuesday Bob wrote:<blockquote>How are you?</blockquote></div>',
    ],
  ])('as %s writes it', (_, html) => {
    expect(ownText({ html })).toBe('Fine.')
  })
})

describe('preview', () => {
  it('is one line of at most 200 characters, whole ones', () => {
    expect(preview('a\n\n  b\tc')).toBe('a b c')
    const long = preview(`${'x'.repeat(199)}👋 more`)
    expect(long).toBe('x'.repeat(199))
  })
  it('skips rules and invisible fillers', () => {
    expect(preview(`=====\nNews\n-----------\n${'\u034f \u200c \u00a0'.repeat(300)}Hello`)).toBe('News Hello')
  })
})
