import { isSendable } from '#shared/address.ts'
import type { Draft, DraftWarning } from '#shared/draft.ts'

/** What speaks against sending a draft as it stands. */
export function warningsOf({ content, attachments }: Draft): readonly DraftWarning[] {
  const all = [...content.to, ...content.cc, ...content.bcc]
  const warnings: DraftWarning[] = []
  if (all.length === 0) warnings.push({ kind: 'no-recipient' })
  for (const { address } of all) if (!isSendable(address)) warnings.push({ kind: 'bad-address', address })
  if (content.subject.trim() === '') warnings.push({ kind: 'no-subject' })
  if (content.text.trim() === '' && attachments.length === 0) warnings.push({ kind: 'empty' })
  return warnings
}
