import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { oddEmails } from '#test/fixtures/odd-emails.ts'
import { createRandom } from './random.ts'

/** One message, and where it comes from. */
export type CorpusEmail = { readonly name: string; readonly raw: Buffer }

const folder = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url))
const largestBytes = 20 * 1024 * 1024

/**
 * Every message there is to read: our own odd ones, and those of the corpus where it lies beside the project.
 *
 * In a fixed order. mbox files are split; what has no headers at all is a message too: servers hold such.
 */
export function corpusEmails(): readonly CorpusEmail[] {
  const own = oddEmails().map(({ name, raw }) => ({ name: `own/${name}`, raw }))
  if (!existsSync(folder)) return own
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  return [...own, ...names.filter(isMail).flatMap(readMessages)]
}

/** A file of the corpus as text, or null where the corpus doesn't lie beside the project. */
export function corpusFile(name: string): string | null {
  const path = join(folder, name)
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

/** All of our own odd messages and a seeded choice of the corpus, `count` in all where there are so many. */
export function sampleEmails(count: number): readonly CorpusEmail[] {
  const random = createRandom(2)
  const all = corpusEmails().map(email => ({
    email,
    place: email.name.startsWith('own/') ? 0 : random.next(),
  }))
  return all
    .sort((a, b) => a.place - b.place)
    .slice(0, count)
    .map(({ email }) => email)
}

/** Folders of the corpus that hold no mail: licences, lists of characters, scripts for IMAP servers. */
const otherFolders = /^(?:LICENSES|unicode|imaptest\/(?!.*\.mbox$))/
const endings = new Set(['', '.eml', '.msg', '.raw', '.txt', '.mbox'])

/** By its ending, or because it lies in a maildir, where names have dots of their own. */
function isMail(name: string): boolean {
  if (otherFolders.test(name)) return false
  if (!endings.has(extname(name).toLowerCase()) && !/^\d+\..*,S=\d+/.test(basename(name))) return false
  const info = statSync(join(folder, name))
  return info.isFile() && info.size <= largestBytes
}

function readMessages(name: string): readonly CorpusEmail[] {
  const raw = readFileSync(join(folder, name))
  const ending = extname(name).toLowerCase()
  const messages = ending === '.mbox' || ending === '' ? splitMbox(raw) : [raw]
  return messages.map((one, index) => ({
    name: messages.length === 1 ? name : `${name}#${index + 1}`,
    raw: one,
  }))
}

/** The messages of an mbox (RFC 4155): each begins behind a `From ` line at the start or after a blank line. */
function splitMbox(raw: Buffer): readonly Buffer[] {
  const text = raw.toString('latin1')
  if (!text.startsWith('From ')) return [raw]
  const lines = [...text.matchAll(/(?:^|\n\r?\n)From [^\n]*\n(?=[!-9;-~]+:)/g)]
  if (lines[0]?.index !== 0) return [raw]
  return lines.map((line, index) => raw.subarray(line.index + line[0].length, lines[index + 1]?.index))
}

/**
 * What makes a message one email with its copies, written down once more, apart from the engine (semantics.md: Email).
 *
 * Message-ID, stable headers and size; without a Message-ID every byte.
 */
export function sameEmailKey(raw: Buffer): string {
  const headers = headerBlock(raw).replace(/\n[ \t]+/g, ' ')
  const first = (name: string) =>
    new RegExp(`^${name}[ \\t]*:(.*)$`, 'im').exec(headers)?.[1]?.replace(/\s+/g, ' ').trim() ?? ''
  const everything = createHash('sha256').update(withCrlf(raw)).digest('hex')
  if (first('message-id') === '') return everything
  return [...['message-id', 'date', 'from', 'to', 'cc', 'subject'].map(first), withCrlf(raw).length].join(
    '\n',
  )
}

/** Whether a message has nothing to show: headers, boundaries and white space only. */
export function holdsNothing(raw: Buffer): boolean {
  const body = linesOf(raw).slice(headerBlock(raw).length)
  return body.replace(/^(?:--.*|(?:content-[a-z-]+|mime-version):.*(?:\n[ \t].*)*)$/gim, '').trim() === ''
}

/** Everything before the blank line, or before the first line that can't belong to headers. */
function headerBlock(raw: Buffer): string {
  const lines = /^(?:(?:From [^\n]*|[!-9;-~]+[ \t]*:[^\n]*|[ \t]+\S[^\n]*)(?:\n|$))*/
  return lines.exec(linesOf(raw))?.[0] ?? ''
}

/** The message with LF at the end of each line, also where it has CR alone. */
function linesOf(raw: Buffer): string {
  return raw.toString('latin1').replace(/\r\n?/g, '\n')
}

/** The message as IMAP counts it: every bare LF is CRLF. */
function withCrlf(raw: Buffer): string {
  return raw.toString('latin1').replace(/\r?\n/g, '\r\n')
}
