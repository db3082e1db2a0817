/** A text without what it quotes at its end; `quoted` is empty where nothing is hidden. */
export type SplitText = { readonly own: string; readonly quoted: string }

const quotedLine = /^\s?(?:>|\|\s)/
const original =
  /^-{2,}\s?(?:original message|forwarded message|ursprüngliche nachricht|weitergeleitete nachricht|message d'origine|mensaje original|messaggio originale|oorspronkelijk bericht|wiadomość oryginalna)\s?-{2,}\s*$/iu
const attributionEnd = /:\s*$/
const attributionMark =
  /\d.*(?:@|wrote|schrieb|écrit|escribió|ha scritto|schreef|napisa|skrev|\d{1,2}[:.]\d{2})/iu
const headerLine =
  /^\*?(?:from|von|de|da|van|od|sent|gesendet|envoyé|date|datum|to|an|à|subject|betreff|objet)\*?\s?:\s/iu

/**
 * Tells a reply from what it quotes below itself.
 *
 * Only the end of the text is hidden. Where own lines stand between or after quoted lines, nothing is hidden: they are
 * answers. One pass over the lines.
 */
export function splitQuote(text: string): SplitText {
  const lines = text.split('\n')
  const cut = originalAt(lines) ?? quotedTailAt(lines)
  if (cut === null) return { own: text, quoted: '' }
  const own = lines.slice(0, cut).join('\n').trimEnd()
  if (own === '') return { own: text, quoted: '' }
  return { own, quoted: lines.slice(cut).join('\n').trim() }
}

/** Outlook and forwards: everything below the mark is the earlier mail. */
function originalAt(lines: readonly string[]): number | null {
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    if (original.test(line.trim())) return at
    if (headerLine.test(line) && headerBlock(lines, at)) {
      const before = (lines[at - 1] ?? '').trim()
      return /^_{5,}$/.test(before) ? at - 1 : at
    }
  }
  return null
}

function headerBlock(lines: readonly string[], at: number): boolean {
  return [1, 2, 3].every(step => headerLine.test(lines[at + step] ?? ''))
}

/** A run of `>` lines that nothing of one's own follows, with the line that introduces it. */
function quotedTailAt(lines: readonly string[]): number | null {
  let at = lines.length - 1
  let first = -1
  while (at >= 0) {
    const line = lines[at] ?? ''
    if (quotedLine.test(line)) first = at
    else if (line.trim() !== '') break
    at -= 1
  }
  if (first === -1) return null
  // Quoted lines further up mean that the answers stand in between.
  if (lines.slice(0, at + 1).some(line => quotedLine.test(line))) return null
  return attributionAt(lines, at) ?? first
}

/** The line or two above a quote that say who wrote it, where they do. */
function attributionAt(lines: readonly string[], last: number): number | null {
  const line = (lines[last] ?? '').trim()
  if (last < 0 || !attributionEnd.test(line) || line.length > 300) return null
  if (attributionMark.test(line)) return last
  const two = `${(lines[last - 1] ?? '').trim()} ${line}`
  return last > 0 && two.length <= 300 && attributionMark.test(two) ? last - 1 : null
}
