import type { BounceReason } from '#shared/bounce.ts'
import { addressesIn } from './bounce-addresses.ts'
import { enhancedStatus } from './bounce-fields.ts'
import { clearPhrases, helpPages, listNames, vaguePhrases } from './bounce-phrases.ts'

const readAtMost = 4_000

/**
 * Why a delivery failed, from the server's words and its status code; null where neither tells.
 *
 * Clear words win over the code, because servers give the same code (5.7.1, 5.1.1) for anything; the code wins over vague
 * words ("rejected"). Addresses, hosts and links are no words: `mailbox-full@…` may be anybody.
 */
export function bounceReason(words: string, status: string | null): BounceReason | null {
  const raw = words.slice(0, readAtMost)
  const plain = plainWords(raw)
  const code = status ?? enhancedStatus(raw)
  return (
    (listNames.test(raw) ? 'blocked' : null) ??
    firstOf(helpPages, raw) ??
    firstOf(clearPhrases, plain) ??
    reasonOfStatus(code) ??
    firstOf(vaguePhrases, plain) ??
    reasonOfReply(raw) ??
    reasonOfClass(code)
  )
}

function firstOf(
  table: readonly (readonly [BounceReason, readonly RegExp[]])[],
  words: string,
): BounceReason | null {
  return table.find(([, phrases]) => phrases.some(phrase => phrase.test(words)))?.[0] ?? null
}

/** Lower case, one space between words, without addresses, links and hosts. */
function plainWords(raw: string): string {
  let text = ''
  let at = 0
  for (const { start, end } of addressesIn(raw.replaceAll('\n', ' '), 200)) {
    text += `${raw.slice(at, start)} `
    at = end
  }
  text += raw.slice(at)
  return text
    .replace(/[a-z]{2,10}:\/\/\S{1,500}/gi, ' ')
    .replace(/(?<![\w.-])(?:[\w-]{1,63}\.){2,10}[a-z]{2,24}(?![\w.-])/gi, ' host ')
    .replace(/(?<![\w.-])\d{1,3}(?:\.\d{1,3}){2,3}(?![\w.-])/g, ' ')
    .replace(/[\s_]+/g, ' ')
    .replaceAll('’', "'")
    .toLowerCase()
}

/** RFC 3463 and its registry; codes that servers use for anything are left to the words. */
const statusReasons: Readonly<Record<string, BounceReason>> = {
  '1.0': 'no-such-address',
  '1.1': 'no-such-address',
  '1.2': 'no-such-domain',
  '1.3': 'no-such-address',
  '1.4': 'no-such-address',
  '1.6': 'no-such-address',
  '1.7': 'policy',
  '1.8': 'policy',
  '1.10': 'no-such-domain',
  '2.1': 'disabled',
  '2.2': 'mailbox-full',
  '2.3': 'too-large',
  '3.1': 'server-unreachable',
  '3.2': 'server-unreachable',
  '3.4': 'too-large',
  '4.1': 'server-unreachable',
  '4.2': 'server-unreachable',
  '4.3': 'server-unreachable',
  '4.4': 'no-such-domain',
  '4.5': 'too-many',
  '4.6': 'loop',
  '4.7': 'server-unreachable',
  '4.14': 'loop',
  '5.3': 'too-many',
  '6.0': 'content-rejected',
  '6.1': 'content-rejected',
  '6.3': 'content-rejected',
  '7.2': 'policy',
  '7.7': 'content-rejected',
  '7.8': 'authentication',
  '7.13': 'disabled',
  '7.20': 'authentication',
  '7.21': 'authentication',
  '7.22': 'authentication',
  '7.23': 'authentication',
  '7.24': 'authentication',
  '7.25': 'authentication',
  '7.26': 'authentication',
  '7.27': 'no-such-domain',
  '7.28': 'too-many',
  '7.29': 'authentication',
  '7.509': 'authentication',
  '7.515': 'authentication',
  '7.606': 'blocked',
  '7.708': 'blocked',
  '7.750': 'blocked',
}

function reasonOfStatus(code: string | null): BounceReason | null {
  // 5.4.1 is Exchange's word for nobody, and others' for no.
  if (code === null || code === '5.4.1') return null
  const reason = statusReasons[code.slice(2)] ?? null
  return reason === 'no-such-domain' && code.startsWith('4') ? 'server-unreachable' : reason
}

/** What is left to say when only the class or the subject of a code is known. */
function reasonOfClass(code: string | null): BounceReason | null {
  if (code === null) return null
  const subject = code.split('.')[1]
  if (subject === '7') return 'policy'
  if (subject === '6') return 'content-rejected'
  if (subject === '4') return 'server-unreachable'
  return code.startsWith('4') ? 'server-unreachable' : null
}

/** Replies of RFC 5321 §4.2.2 that mean one thing. */
function reasonOfReply(words: string): BounceReason | null {
  const reply = /(?<![\d.])(4[25]\d|5[05]\d|52\d|53\d|57\d)(?=[ :,;-]|$)/m.exec(words)?.[1]
  if (reply === undefined) return null
  if (reply.startsWith('4')) return 'server-unreachable'
  if (reply === '552') return 'mailbox-full'
  if (reply === '521' || reply === '556') return 'no-such-domain'
  if (reply === '530' || reply === '535') return 'authentication'
  return null
}
