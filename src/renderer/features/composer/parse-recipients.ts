import { type EmailAddress, isSendable } from '#shared/address.ts'

/** One thing that was typed or pasted among recipients. */
export type TypedRecipient = EmailAddress & {
  /** Whether mail can be sent to it. */
  readonly valid: boolean
}

/** As many as one paste may bring. */
const mostAtOnce = 500

/**
 * Addresses as people type and paste them: `a@b`, `Name <a@b>`, `"Last, First" <a@b>`, several between commas,
 * semicolons or lines, also plain addresses between spaces. What is no address is kept and marked, never dropped.
 */
export function parseRecipients(text: string): readonly TypedRecipient[] {
  return split(text).slice(0, mostAtOnce).flatMap(parseOne)
}

/** Whether the text ends one recipient: what was typed before becomes a chip. */
export const endsRecipient = (text: string): boolean =>
  /[,;\n]/.test(text) && split(text).length > 0 && !isOpen(text)

/** At commas, semicolons and line ends that stand neither in quotes nor in brackets. */
function split(text: string): string[] {
  const parts: string[] = []
  let part = ''
  let quoted = false
  let bracketed = false
  for (const sign of text) {
    if (sign === '"' && !bracketed) quoted = !quoted
    else if (sign === '<' && !quoted) bracketed = true
    else if (sign === '>') bracketed = false
    const ends = sign === '\n' || sign === '\r' || (!quoted && !bracketed && (sign === ',' || sign === ';'))
    if (!ends) {
      part += sign
      continue
    }
    parts.push(part)
    part = ''
    quoted = false
    bracketed = false
  }
  return [...parts, part].map(each => each.trim()).filter(each => each !== '')
}

function isOpen(text: string): boolean {
  return (text.match(/"/g)?.length ?? 0) % 2 === 1 || /<[^>]*$/.test(text)
}

function parseOne(text: string): readonly TypedRecipient[] {
  const named = /^(.*)<([^<>]*)>\s*$/s.exec(text)
  if (named !== null) return [recipient(unquote(named[1] ?? ''), (named[2] ?? '').trim())]
  const words = text.split(/\s+/)
  if (words.length > 1 && words.every(isSendable)) return words.map(word => recipient('', word))
  return [recipient('', text.replace(/^mailto:/i, ''))]
}

function recipient(name: string, address: string): TypedRecipient {
  return { name, address, valid: isSendable(address) }
}

function unquote(name: string): string {
  const trimmed = name.trim()
  const inside = /^"(.*)"$/s.exec(trimmed)?.[1]
  return (inside ?? trimmed).replace(/\\(.)/gs, '$1').replace(/\s+/g, ' ').trim()
}
