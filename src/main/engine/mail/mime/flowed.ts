/**
 * Joins the lines of a format=flowed text (RFC 3676 §4) into paragraphs; one pass.
 *
 * Quoted lines keep their `>` marks; the signature separator `-- ` is never joined.
 */
export function unflow(text: string, delSp: boolean): string {
  const out: string[] = []
  let paragraph: string[] = []
  let depth = -1
  const flush = () => {
    if (depth >= 0) out.push((depth > 0 ? `${'>'.repeat(depth)} ` : '') + paragraph.join(''))
    paragraph = []
    depth = -1
  }
  for (const line of text.split('\n')) {
    const quotes = quoteDepth(line)
    let words = line.slice(quotes)
    if (words.startsWith(' ')) words = words.slice(1)
    if (depth >= 0 && (quotes !== depth || words === '-- ')) flush()
    const flows = words.endsWith(' ') && words !== '-- '
    depth = quotes
    paragraph.push(flows && delSp ? words.slice(0, -1) : words)
    if (!flows) flush()
  }
  flush()
  return out.join('\n')
}

function quoteDepth(line: string): number {
  let depth = 0
  while (line.charCodeAt(depth) === 62) depth++
  return depth
}
