import { describe, expect, it } from 'vitest'
import { planMailbox } from '#test/support/generated-conversations.ts'
import { buildEmail } from '#test/support/generated-email.ts'
import { createRandom, type Random } from '#test/support/random.ts'
import { indexEmail } from './index-email.ts'

const fragments = [
  '\r\n',
  '\r\n\r\n',
  '--',
  '"',
  '(',
  '<',
  '=?utf-8?b?',
  '?=',
  ';',
  'Content-Type: multipart/mixed; boundary=x\r\n',
  'Content-Transfer-Encoding: base64\r\n',
  'message/rfc822',
  'charset=utf-7',
  'charset=iso-2022-jp',
  'charset=utf-16le',
  '\0',
  '\xff',
  '\x1b$B',
  '<!--',
  '<div style="display:none">',
  '\u009b',
]

/** Changes a byte, puts a fragment in, cuts a piece out, repeats one, or cuts the end off. */
function mutate(random: Random, raw: Buffer): Buffer {
  const at = random.between(0, raw.length - 1)
  const to = Math.min(raw.length, at + random.between(1, 200))
  const fragment = Buffer.from(fragments[random.between(0, fragments.length - 1)] ?? '', 'latin1')
  const choices = [
    () => Buffer.concat([raw.subarray(0, at), Buffer.from([random.between(0, 255)]), raw.subarray(at + 1)]),
    () => Buffer.concat([raw.subarray(0, at), fragment, raw.subarray(at)]),
    () => Buffer.concat([raw.subarray(0, at), raw.subarray(to)]),
    () => Buffer.concat([raw.subarray(0, to), raw.subarray(at)]),
    () => raw.subarray(0, at + 1),
  ]
  return choices[random.between(0, choices.length - 1)]?.() ?? raw
}

describe('mail that was damaged on the way', () => {
  it('is always read, and what is shown of it is clean', () => {
    const random = createRandom(20_261_122)
    const plan = planMailbox({
      count: 60,
      seed: 3,
      endsAt: Date.UTC(2026, 0, 1),
      address: 'hello@parley.test',
    })
    const mails = plan.emails.map(({ email }) =>
      buildEmail({ ...email, attachmentBytes: 0 }).raw.subarray(0, 8_000),
    )
    for (let round = 0; round < 800; round++) {
      let raw = mails[random.between(0, mails.length - 1)] ?? Buffer.alloc(1)
      for (let count = random.between(1, 6); count > 0 && raw.length > 1; count--) raw = mutate(random, raw)
      const email = indexEmail({
        raw,
        sizeBytes: raw.length + random.between(0, 1),
        receivedAt: Date.UTC(2026, 0, 1),
      })
      expect(email.problems).not.toContain('unreadable')
      const { headers, preview, attachments } = email
      const shown = [
        headers.subject,
        preview,
        ...headers.from.flatMap(({ name, address }) => [name, address]),
        ...attachments.map(({ name }) => name),
      ].join('')
      expect(shown).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\p{Cs}/u)
    }
  })
})
