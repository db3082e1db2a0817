import { expect, test } from 'vitest'
import { signatureHtml, signatureText } from './signature-html.ts'

test.each(['Ada Lund', 'Ada Lund\nLund & Co <hello@lund.example>\n\n+46 1', 'a &lt; b'])(
  'a signature comes back as it was typed: %j',
  text => {
    expect(signatureText(signatureHtml(text))).toBe(text)
  },
)

test('no words are no signature', () => {
  expect(signatureHtml(' \n ')).toBe('')
  expect(signatureText('')).toBe('')
})
