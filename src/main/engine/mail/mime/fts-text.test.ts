import { describe, expect, it } from 'vitest'
import { indexEmail } from './index-email.ts'

const wordsOf = (...parts: readonly (readonly [string, string])[]) => {
  const body = parts.map(([type, text]) => `--b\r\nContent-Type: ${type}\r\n\r\n${text}\r\n`).join('')
  const raw = Buffer.from(
    `From: a@b.example\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n${body}--b--\r\n`,
  )
  return indexEmail({ raw, sizeBytes: raw.length, receivedAt: 0 }).bodyWords.split(' ')
}

describe('the words of a mail with two forms', () => {
  it('are those of both, each once', () => {
    const words = wordsOf(
      ['text/plain', 'Your parcel is on its way'],
      ['text/html', '<p>Your par<b>cel</b> leaves <span style="display:none">secretly</span> today</p>'],
    )
    expect(words.toSorted()).toEqual(['is', 'its', 'leaves', 'on', 'parcel', 'today', 'way', 'your'])
  })

  it('are also those of a plain form that only points to the other', () => {
    const words = wordsOf(
      ['text/plain', 'Please view this mail in a browser: https://a.example/x'],
      ['text/html', '<p>Spring sale</p>'],
    )
    expect(words).toEqual(expect.arrayContaining(['browser', 'spring', 'sale']))
  })
})
