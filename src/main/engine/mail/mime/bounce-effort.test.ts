import { describe, expect, it } from 'vitest'
import { effortMs } from '#test/support/effort.ts'
import { addressesIn } from './bounce-addresses.ts'
import { readCopiedHeaders, splitReport } from './bounce-copy.ts'
import { readDeliveryStatus } from './bounce-fields.ts'
import { bounceReason } from './bounce-reason.ts'
import { hasFailingSubject, hasFailingWords, isDelay } from './bounce-signs.ts'
import { diagnosticIn, namedRecipients } from './bounce-words.ts'

const megabyte = 1024 * 1024
const floods = [
  '@',
  'a@',
  'a@b ',
  '<a@b.c>:\n',
  '"@',
  '"a" <',
  'a@b.c\n',
  'a@b.c to ',
  '550 ',
  '5.1.1 ',
  '5.1.',
  'x.',
  'user ',
  'mailbox exceeds ',
  'not ',
  'delivery ',
  '-',
  '- ',
  '=',
  ' ',
  '\n',
  '\t\n',
  'Received: x\n',
  'Final-Recipient: rfc822; a@b.c\n',
  'Final-Recipient: rfc822; a@b.c\nAction: failed\n\n',
  'Diagnostic-Code: x\n y\n',
  '[',
  'http://',
  'の',
]

const signs = (words: string) => ({ from: '', fromName: '', subject: words, nullReturnPath: true, words })
const readers: readonly (readonly [string, (text: string) => unknown])[] = [
  ['addresses', text => addressesIn(text)],
  ['the cut before the copy', splitReport],
  ['copied headers', readCopiedHeaders],
  ['a delivery status', readDeliveryStatus],
  ['the reason', text => bounceReason(text, null)],
  ['a failing subject', text => hasFailingSubject(signs(text))],
  ['failing words', text => hasFailingWords(signs(text))],
  ['a delay', text => isDelay(signs(text))],
  ['named recipients', text => namedRecipients(text, new Set())],
  ['the diagnostic', text => diagnosticIn(text, line => bounceReason(line, null) !== null)],
]

describe('a megabyte of anything costs little (R-67)', () => {
  it.each(readers)('for %s', async (_, read) => {
    for (const flood of floods) {
      const text = flood.repeat(Math.ceil(megabyte / flood.length))
      const ms = await effortMs(() => read(text), 200)
      expect({ flood, slow: ms >= 200 }).toEqual({ flood, slow: false })
    }
  })
})
