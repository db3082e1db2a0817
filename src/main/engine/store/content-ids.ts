const link = /cid:([^\s"'<>)]{1,998})/gi

/**
 * The Content-IDs that an HTML text draws (RFC 2392), lower case; percent and entity forms undone.
 *
 * Reads the source as it is, not washed: an id too many hides nothing but a file that the text names.
 */
export function contentIdsIn(html: string): ReadonlySet<string> {
  const found = new Set<string>()
  for (const [, id = ''] of html.matchAll(link)) {
    if (found.size >= idsAtMost) break
    found.add(decoded(id.replaceAll('&amp;', '&').replaceAll('&#64;', '@')).toLowerCase())
  }
  return found
}

const idsAtMost = 2_000

function decoded(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}
