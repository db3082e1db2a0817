import type { Connection, FetchHandler, Plugin, StoredMessage, Token } from 'hoodiecrow-imap'
import fetchHandlers from 'hoodiecrow-imap/lib/commands/handlers/fetch.js'
import { bodyStructure, type Part, partAt, readStructure } from './imap-structure.ts'

const fieldsOf = (source: string, part: Part): readonly string[] =>
  source
    .slice(part.headerStart, part.bodyStart)
    .split(/\r\n(?![ \t])/)
    .filter(line => line !== '')

const pickFields = (source: string, part: Part, names: ReadonlySet<string>, keep: boolean): string =>
  fieldsOf(source, part)
    .filter(line => names.has((line.split(':', 1)[0] ?? '').trim().toLowerCase()) === keep)
    .map(line => `${line}\r\n`)
    .join('')
    .concat('\r\n')

const namesOf = (list: Token | Token[] | undefined): ReadonlySet<string> => {
  if (!Array.isArray(list)) throw new Error('HEADER.FIELDS expects a list of names')
  for (const token of list) token.type = 'ATOM'
  return new Set(list.map(({ value }) => value.toLowerCase()))
}

/** The bytes that a section names (RFC 3501 section 6.4.5); nothing where there is no such part. */
const sectionOf = (source: string, root: Part, section: readonly (Token | Token[])[]): string => {
  const [first, list] = section
  if (first === undefined) return source
  if (Array.isArray(first)) throw new Error('Invalid BODY[<section>] identifier')
  const match = /^((?:\d+(?:\.|$))*)([A-Z.]*)$/.exec(first.value.toUpperCase())
  if (!match) throw new Error('Invalid BODY[<section>] identifier')
  const path = (match[1] ?? '').split('.').filter(Boolean).map(Number)
  const found = partAt(root, path)
  if (found === null) return ''
  const headed = path.length === 0 ? found : found.message
  switch (match[2]) {
    case '':
      return source.slice(found.bodyStart, found.end)
    case 'MIME':
      return source.slice(found.headerStart, found.bodyStart)
    case 'HEADER':
      return headed === null ? '' : source.slice(headed.headerStart, headed.bodyStart)
    case 'TEXT':
      return headed === null ? '' : source.slice(headed.bodyStart, headed.end)
    case 'HEADER.FIELDS':
      return headed === null ? '' : pickFields(source, headed, namesOf(list), true)
    case 'HEADER.FIELDS.NOT':
      return headed === null ? '' : pickFields(source, headed, namesOf(list), false)
    default:
      throw new Error(`Not implemented: ${first.value}`)
  }
}

/**
 * Answers BODY, BODYSTRUCTURE and RFC822 from a reading of the message's own places.
 *
 * The package's reader loses nested messages, parts beyond nine and the length of partial fetches.
 */
export const imapSections: Plugin = server => {
  const structures = new WeakMap<StoredMessage, Part>()
  const partials = new WeakMap<Token, readonly number[]>()

  const structureOf = (message: StoredMessage): Part => {
    const known = structures.get(message)
    if (known) return known
    const made = readStructure(message.raw)
    structures.set(message, made)
    return made
  }

  const envelopeOf =
    (connection: Connection, message: StoredMessage) =>
    (part: Part): unknown =>
      fetchHandlers.ENVELOPE(
        connection,
        { ...message, raw: message.raw.slice(part.headerStart, part.bodyStart) },
        { type: 'ATOM', value: 'ENVELOPE' },
      )

  /** The answer names only where a partial fetch begins (RFC 3501 section 7.4.2), the request its length too. */
  const cut = (value: string, query: Token): string => {
    const partial = partials.get(query) ?? query.partial
    if (!partial) return value
    partials.set(query, partial)
    const [start = 0, length = value.length] = partial
    query.partial = [start]
    return value.slice(start, start + length)
  }

  const body: FetchHandler = (connection, message, query: Token) => {
    const root = structureOf(message)
    if (!query.section) return bodyStructure(message.raw, root, false, envelopeOf(connection, message))
    return { type: 'LITERAL', value: cut(sectionOf(message.raw, root, query.section), query) }
  }

  server.fetchHandlers.BODY = body
  server.fetchHandlers['BODY.PEEK'] = body
  server.fetchHandlers.BODYSTRUCTURE = (connection, message) =>
    bodyStructure(message.raw, structureOf(message), true, envelopeOf(connection, message))
  server.fetchHandlers['RFC822.HEADER'] = (_connection, message) => ({
    type: 'LITERAL',
    value: message.raw.slice(0, structureOf(message).bodyStart),
  })
}
