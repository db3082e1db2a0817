/** HTML longer than this takes longer to draw than anybody waits for: its text and its top come first (P8). */
export const largeHtml = 150_000
/** What fills the screen and the fold below it in a mail of ordinary density. */
const topLength = 60_000

/**
 * The beginning of a large HTML document, as a document: what is washed and shown while the rest is under way. Null where
 * the whole is as quick. `html` is cut between two tags; a parser closes what stands open.
 */
export function htmlTop(html: string): string | null {
  if (html.length <= largeHtml) return null
  const body = html.search(/<body[\s>]/i)
  const end = html.lastIndexOf('<', Math.max(0, body) + topLength)
  return end > 0 && end < html.length / 2 ? html.slice(0, end) : null
}
