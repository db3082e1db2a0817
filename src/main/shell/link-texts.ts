import type { WashedLink } from '#shared/wash-link.ts'

/** What stands over the links of the mails that were shown last. */
export type LinkTexts = {
  /** Keeps the links of one document. */
  readonly remember: (links: readonly WashedLink[]) => void
  /** Every text under which this address was shown. */
  readonly textsOf: (href: string) => readonly string[]
}

/** As many as mail-protocol keeps documents. */
const keptDocuments = 200
const keptLinks = 20_000
const mostOfADocument = 2_000

/**
 * Remembers link texts, newest documents first to stay.
 *
 * A clicked link comes to the main process as an address alone; what its text claimed decides whether it warns.
 */
export function createLinkTexts(): LinkTexts {
  const documents: (readonly WashedLink[])[] = []
  let count = 0
  return {
    remember: all => {
      const links = all.slice(0, mostOfADocument)
      if (links.length === 0) return
      documents.push(links)
      count += links.length
      while (documents.length > 1 && (documents.length > keptDocuments || count > keptLinks)) {
        count -= documents.shift()?.length ?? 0
      }
    },
    textsOf: href => {
      const texts = new Set<string>()
      for (const links of documents) for (const link of links) if (link.href === href) texts.add(link.text)
      return [...texts]
    },
  }
}
