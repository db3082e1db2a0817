import { expect, test } from 'vitest'
import { textToHtml } from './text-to-html.ts'

test.each([
  ['one', '<div>one</div>'],
  ['one\n\ntwo', '<div>one</div><div><br></div><div>two</div>'],
  ['a <b> & c', '<div>a &lt;b&gt; &amp; c</div>'],
  ['> a\n>> b\nc', '<blockquote><div>a</div><blockquote><div>b</div></blockquote></blockquote><div>c</div>'],
  ['> a\n>\n> b', '<blockquote><div>a</div><div><br></div><div>b</div></blockquote>'],
])('turns %j into lines', (text, html) => {
  expect(textToHtml(text)).toBe(html)
})
