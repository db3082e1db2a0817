const token = /<<|<(\/?)([A-Za-z0-9-]{1,60})>|\n+|[^<\n]+|</g

/**
 * The words of text/enriched (RFC 1896) or of its forerunner text/richtext (RFC 1341 §7.1.3), without the marks.
 *
 * A single line break is a space, of several one is taken away; `<nofill>` keeps them, `<nl>` makes one.
 */
export function enrichedToText(text: string): string {
  let out = ''
  let silent = 0
  let verbatim = 0
  for (const [piece, slash, name] of text.matchAll(token)) {
    const mark = name?.toLowerCase()
    if (mark === 'param' || mark === 'comment') silent = Math.max(0, silent + (slash === '' ? 1 : -1))
    else if (silent > 0) continue
    else if (mark === 'nofill') verbatim = Math.max(0, verbatim + (slash === '' ? 1 : -1))
    else if (mark === 'nl' || mark === 'np' || mark === 'paragraph') out += '\n'
    else if (mark === 'lt' || piece === '<<') out += '<'
    else if (mark !== undefined) continue
    else if (piece.startsWith('\n')) out += verbatim > 0 ? piece : piece.length === 1 ? ' ' : piece.slice(1)
    else out += piece
  }
  return out
}
