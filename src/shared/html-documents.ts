/** NUL can't occur in HTML that Parley has read, so it can stand between documents. */
const separator = '\u0000'

/**
 * The documents that one email's stored HTML holds, in reading order.
 *
 * A mail may have several HTML parts. Each is shown in a document of its own and never glued to the next one, so that
 * an open quote in one can't swallow another. Most mails have one.
 */
export function splitHtmlDocuments(stored: string): readonly string[] {
  return stored.split(separator)
}

/** The stored form of {@link splitHtmlDocuments}' result. */
export function joinHtmlDocuments(documents: readonly string[]): string {
  return documents.join(separator)
}
