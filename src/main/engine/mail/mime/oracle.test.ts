import { describe, expect, it } from 'vitest'
import { splitHtmlDocuments } from '#shared/html-documents.ts'
import { safeLine, safeText } from '#shared/safe-text.ts'
import { type OracleField, oracleExceptions } from '#test/support/oracle-exceptions.ts'
import {
  hasCorpus,
  kdeOracles,
  mimeToolsOracles,
  type Oracle,
  type Piece,
  stalwartOracles,
} from '#test/support/oracles.ts'
import { htmlToText } from './html-text.ts'
import { type ParsedEmail, parseMessage } from './parse.ts'

/** Spaces and line ends are each program's own affair. */
const dense = (text: string): string => safeText(text).replace(/\s+/gu, '')
const side = (pieces: readonly Piece[]): string =>
  dense(pieces.map(({ kind, content }) => (kind === 'html' ? htmlToText(content) : content)).join('\n'))

/** U+FFFD stands where the other program lost a character of the mail; ours may be any. */
function sameText(theirs: string, ours: string): boolean {
  if (!theirs.includes('\ufffd')) return theirs === ours
  const pieces = theirs.split(/\ufffd+/u).map(piece => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${pieces.join('.{1,4}?')}$`, 'su').test(ours)
}

/** A name that they leave open is ours to choose. */
const sameNames = (theirs: readonly string[], ours: readonly string[]): boolean =>
  theirs.length === ours.length && theirs.every((name, at) => name === '' || sameText(name, ours[at] ?? ''))

function differences(oracle: Oracle, email: ParsedEmail): readonly OracleField[] {
  const { headers } = email
  const html =
    email.html === null
      ? null
      : splitHtmlDocuments(email.html)
          .map(one => htmlToText(one))
          .join('\n')
  const names = email.attachments.map(({ name }) => name)
  const people = headers.from.map(({ name, address }) => address || name)
  const judged: readonly (readonly [OracleField, boolean])[] = [
    ['subject', oracle.subject === undefined || sameText(safeLine(oracle.subject), headers.subject)],
    ['from', oracle.from === undefined || oracle.from.filter(Boolean).join() === people.join()],
    ['date', oracle.sentAt === undefined || oracle.sentAt === headers.sentAt],
    ['plain', oracle.plain === undefined || sameText(side(oracle.plain), dense(email.text ?? html ?? ''))],
    ['rich', oracle.rich === undefined || sameText(side(oracle.rich), dense(html ?? email.text ?? ''))],
    ['names', oracle.names === undefined || sameNames(oracle.names, names)],
    ['drawn', oracle.drawn === undefined || oracle.drawn.every(name => names.includes(name))],
  ]
  return judged.filter(([, same]) => !same).map(([field]) => field)
}

const listed = new Set(oracleExceptions.map(({ id, field }) => `${id}: ${field}`))

it('each exception is listed once, with a reason', () => {
  expect(listed.size).toBe(oracleExceptions.length)
  expect(oracleExceptions.filter(({ reason }) => reason.length < 10)).toEqual([])
})

if (!hasCorpus) console.warn('No corpus beside the repository: no message was compared with its oracle.')

describe.runIf(hasCorpus)('what is shown equals what others read of the same message (R-65)', () => {
  it.each([
    ['stalwart', stalwartOracles, 110],
    ['mime-tools', mimeToolsOracles, 22],
    ['kde', kdeOracles, 25],
  ] as const)('%s', (family, oracles, atLeast) => {
    const all = oracles()
    expect(all.length).toBeGreaterThanOrEqual(atLeast)
    const found = new Set(
      all.flatMap(oracle =>
        differences(oracle, parseMessage(oracle.raw, { sizeBytes: oracle.raw.length })).map(
          field => `${oracle.id}: ${field}`,
        ),
      ),
    )
    const known = [...listed].filter(id => id.startsWith(`${family}/`))
    expect(
      [...found].filter(id => !listed.has(id)),
      'differs and is not listed',
    ).toEqual([])
    expect(
      known.filter(id => !found.has(id)),
      'is listed and differs no more',
    ).toEqual([])
  })
})
