import { describe, expect, it } from 'vitest'
import { parseMessage } from './parse.ts'

const key = (raw: string, sizeBytes = raw.length) =>
  parseMessage(Buffer.from(raw, 'latin1'), { sizeBytes }).dedupeKey

describe('the key of an email', () => {
  it('is one for copies, however their headers are folded', () => {
    const one = 'Message-ID: <a@x>\r\nSubject: A long\r\n subject\r\n\r\nHello'
    expect(key(one)).toBe(key(one))
    expect(key(one.replace('\r\n subject', ' subject'), one.length)).toBe(key(one))
  })

  it('keeps mails apart that share a Message-ID but neither headers nor size', () => {
    const one = 'Message-ID: <a@x>\r\nSubject: One\r\n\r\nHello'
    expect(key(one.replace('One', 'Two'))).not.toBe(key(one))
    expect(key(`${one}!`)).not.toBe(key(one))
  })

  it('keeps mails without a Message-ID apart by their words', () => {
    const report = 'From: cron@x\r\nSubject: Report\r\nDate: Mon, 02 Mar 2026 09:00:00 +0000\r\n\r\n'
    expect(key(`${report}17 done`)).not.toBe(key(`${report}18 done`))
    expect(key(`${report}17 done`)).toBe(key(`${report}17 done`))
    expect(key('no headers at all')).not.toBe(key('no header is here'))
  })

  it('is the same for the beginning of a long mail without a Message-ID as for all of it', () => {
    const whole = `Subject: Long\r\n\r\n${'words and words\r\n'.repeat(4_000)}`
    expect(key(whole.slice(0, 16 * 1024), whole.length)).toBe(key(whole))
  })
})
