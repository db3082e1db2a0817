/** Plain text as the editor writes it: a line each, what stands behind `>` as quotes. */
export function textToHtml(text: string): string {
  let html = ''
  let depth = 0
  for (const line of text.split('\n')) {
    const [sign = ''] = /^(?:> ?)*/.exec(line) ?? []
    const level = sign.replace(/[^>]/g, '').length
    for (; depth < level; depth += 1) html += '<blockquote>'
    for (; depth > level; depth -= 1) html += '</blockquote>'
    const words = line.slice(sign.length)
    html += words === '' ? '<div><br></div>' : `<div>${asMarkup(words)}</div>`
  }
  return html + '</blockquote>'.repeat(depth)
}

const asMarkup = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replace(/ {2}/g, '\u00a0 ')
