import { splitQuoted } from '#shared/quoted-text.ts'

/** A text without what is folded at its end: what it quotes, and its signature. `quoted` is empty where nothing is. */
export type SplitText = { readonly own: string; readonly quoted: string }

/**
 * Tells a reply from what stands below it: the mail that it quotes, and the signature.
 *
 * Only the end of the text is folded. Where own words stand between or after quoted lines they are answers: then no
 * quote is folded, at most a signature below them. Linear in the text.
 */
export function splitQuote(text: string): SplitText {
  const segments = splitQuoted(text)
  const lastOwn = segments.findLastIndex(segment => segment.kind === 'own' && segment.text.trim() !== '')
  if (lastOwn === -1) return whole(text)
  const answersBetween = segments.slice(0, lastOwn).some(segment => segment.kind === 'quoted')
  const tail = segments.slice(lastOwn + 1)
  if (
    tail.every(segment => segment.kind === 'own') ||
    (answersBetween && tail.some(segment => segment.kind === 'quoted'))
  )
    return whole(text)
  return {
    own: segments
      .slice(0, lastOwn + 1)
      .map(segment => segment.text)
      .join('\n')
      .trimEnd(),
    quoted: tail
      .map(segment => segment.text)
      .join('\n')
      .trim(),
  }
}

const whole = (text: string): SplitText => ({ own: text, quoted: '' })
