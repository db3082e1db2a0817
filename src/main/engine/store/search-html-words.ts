import { readHtmlEmails } from './search-rebuild.ts'
import type { SearchTidy } from './search-tidy.ts'
import type { Connection } from './sqlite.ts'

const emailsPerStep = 100

/**
 * Adds the words that only the HTML of an email has to an index that was made without them, one batch at a time.
 *
 * Mail with a message attached stays as it is: the words of attached messages are in the index alone.
 */
export function createHtmlWords(
  search: Connection,
  mail: Connection,
  putEmails: (rows: readonly (readonly [number, string])[]) => void,
): SearchTidy {
  const progress = search.prepare<[], number | null>('SELECT html_after FROM progress').pluck()
  const note = search.prepare<[number | null, number]>(
    'UPDATE progress SET html_after = ?, untidy = untidy + ?',
  )
  const add = search.transaction((after: number) => {
    const emails = readHtmlEmails(mail, after, emailsPerStep)
    putEmails(emails.map(({ searchKey, words }) => [searchKey, words] as const))
    note.run(emails.at(-1)?.key ?? null, emails.length)
  })
  const after = () => progress.get() ?? null

  return {
    isDue: () => after() !== null,
    step: () => {
      const from = after()
      if (from !== null) add(from)
      return from !== null
    },
  }
}
