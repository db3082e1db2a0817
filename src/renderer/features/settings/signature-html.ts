/** A signature as the editor writes it, a line each; empty where there are no words. */
export function signatureHtml(text: string): string {
  if (text.trim() === '') return ''
  return text
    .trimEnd()
    .split('\n')
    .map(line => (line === '' ? '<div><br></div>' : `<div>${asMarkup(line)}</div>`))
    .join('')
}

/** The words of such a signature. */
export function signatureText(html: string): string {
  return html
    .replace(/<div><br><\/div>/g, '\n')
    .replace(/<\/div>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\n$/, '')
}

const asMarkup = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
