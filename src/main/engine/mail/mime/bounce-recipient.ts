import type { BounceReport, FailedRecipient } from '#shared/bounce.ts'
import { safeLine } from '#shared/safe-text.ts'
import { enhancedStatus, type StatusRecipient } from './bounce-fields.ts'
import { bounceReason } from './bounce-reason.ts'
import type { BounceSigns } from './bounce-signs.ts'
import { diagnosticIn, type NamedRecipient } from './bounce-words.ts'

/** A recipient with the reason: in the server's words, else in the words about it, else in those of the whole report. */
export function recipientOf(
  one: Pick<FailedRecipient, 'address'> & Partial<Omit<StatusRecipient, 'address'>>,
  told: readonly NamedRecipient[],
  signs: BounceSigns,
  kind: BounceReport['kind'],
): FailedRecipient {
  const key = one.address.toLowerCase()
  const about = told.find(({ address }) => address.toLowerCase() === key)?.words ?? ''
  const tells = (line: string) => bounceReason(line, null) !== null
  const own = one.diagnostic ?? diagnosticIn(about, tells)
  const code = one.status ?? enhancedStatus(own ?? '')
  const certain = bounceReason(own ?? '', code) ?? bounceReason(about, code)
  // Only where nothing about the recipient tells: the rest of a report may speak of others, or disclaim.
  const other = certain === null && told.length <= 1 ? diagnosticIn(signs.words, tells) : null
  const reason =
    certain ??
    bounceReason(other ?? '', null) ??
    bounceReason(signs.words, null) ??
    bounceReason(signs.subject, null)
  const said = own ?? other
  return {
    address: safeLine(one.address).slice(0, 320),
    sentTo:
      one.writtenAs === undefined || one.writtenAs === null ? null : safeLine(one.writtenAs).slice(0, 320),
    reason: reason ?? (kind === 'delayed' ? 'delayed' : 'unknown'),
    status: code ?? enhancedStatus(other ?? ''),
    diagnostic: said === null ? null : safeLine(said).slice(0, 1_000) || null,
  }
}

const listHead = /(?:recipients?|address(?:es)?|users?|following|failed|undeliverable)\b[^:]{0,120}:\s{0,5}$/i
const localName = /^[\s*•>-]{1,20}([A-Za-z][\w.+-]{1,63})(?:\s{1,20}\(.{0,200}\))?\s{0,20}$/
const namesAtMost = 5

/**
 * Recipients that a report names without their domain, below a line that announces them: they live where it comes from.
 */
export function localNames({ words, from }: BounceSigns): readonly string[] {
  const domain = from.slice(from.lastIndexOf('@') + 1)
  if (domain === '' || domain === from) return []
  const lines = words.split('\n', 200).map(line => line.slice(0, 400))
  const head = lines.findIndex(line => listHead.test(line))
  if (head < 0) return []
  const names: string[] = []
  for (const line of lines.slice(head + 1)) {
    if (line.trim() === '' && names.length === 0) continue
    const name = localName.exec(line)?.[1]
    if (name === undefined || names.length === namesAtMost) break
    names.push(`${name}@${domain}`)
  }
  return names
}
