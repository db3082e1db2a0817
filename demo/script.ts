import { type Conversation, type Entry, isLanguage, type Mailer, type Person } from './conversation.ts'

const mailers: readonly string[] = 'gmail outlook apple ios thunderbird webmail plain'.split(' ')
const isMailer = (word: string): word is Mailer => mailers.includes(word)

const parseZone = (word: string): number | null => {
  const zone = /^([+-])(\d\d)(\d\d)$/.exec(word)
  if (!zone) return null
  return (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3]))
}

/** `Name <address>; mailer; language; charset=…; +0900; sig=line / line`, all but the first optional. */
const parsePerson = (line: string): Person => {
  const [mailbox = '', ...facts] = line.split(/;\s*/)
  const match = /^(.*?)\s*<([^<>\s]+@[^<>\s]+)>$/.exec(mailbox.trim())
  if (!match) throw new Error(`Not a person of the sample mail: ${line}`)
  const [, name = '', address = ''] = match
  let person: Person = {
    name,
    address,
    mailer: 'gmail',
    language: 'en',
    charset: 'UTF-8',
    signature: [],
    zoneMinutes: null,
  }
  for (const fact of facts) {
    const [key = '', value = ''] = fact.split(/=(.*)/s)
    if (isLanguage(fact)) person = { ...person, language: fact }
    else if (isMailer(fact)) person = { ...person, mailer: fact }
    else if (key === 'charset') person = { ...person, charset: value }
    else if (key === 'sig') person = { ...person, signature: value.split(/\s+\/\s+/) }
    else if (/^[+-]\d{4}$/.test(fact)) person = { ...person, zoneMinutes: parseZone(fact) }
    else throw new Error(`Unknown fact "${fact}" about a person: ${line}`)
  }
  return person
}

/** `key=value` pairs; a value with spaces stands in double quotes; a bare word means `yes`. */
const parseOptions = (text: string): ReadonlyMap<string, string> =>
  new Map(
    [...text.matchAll(/([a-z]+)(?:=(?:"([^"]*)"|(\S+)))?/g)].map(([, key = '', quoted, bare]) => [
      key,
      quoted ?? bare ?? 'yes',
    ]),
  )

const parseEntry = (block: string): Entry => {
  const [head = '', ...lines] = block.split('\n')
  const match = /^(\S+) (\d+ \d\d:\d\d|today 0(?:\.\d+)?)(.*)$/.exec(head.trim())
  if (!match) throw new Error(`Not the head of a message: --- ${head}`)
  const [, who = '', when = '', options = ''] = match
  return { who, when, options: parseOptions(options), text: lines.join('\n').trim() }
}

const parseConversation = (block: string): Conversation => {
  const [head = '', ...entries] = block.split(/^--- /m)
  const [title = '', ...about] = head.trim().split('\n')
  const [slug = '', subject = '', options = ''] = title.split(/\s+\|\s+/)
  const people = new Map<string, Person>()
  for (const line of about) {
    const [key = '', person = ''] = line.split(/\s*:\s*(.*)/s)
    people.set(key, parsePerson(person))
  }
  return { slug, subject, options: parseOptions(options), people, entries: entries.map(parseEntry) }
}

/**
 * Reads people, one `key: Name <address>; …` a line.
 *
 * @throws Error naming the line
 */
export const parsePeople = (text: string): ReadonlyMap<string, Person> =>
  new Map(
    text
      .trim()
      .split('\n')
      .map(line => {
        const [key = '', person = ''] = line.split(/\s*:\s*(.*)/s)
        return [key, parsePerson(person)]
      }),
  )

/**
 * Reads conversations from the form in which they are written down.
 *
 * `=== slug | subject | options`, lines `key: Name <address>; facts` for its people, then for each message
 * `--- who when options` and its text. Lists of messages go from the oldest to the newest.
 *
 * @throws Error naming the line that cannot be read
 */
export const parseScript = (text: string): readonly Conversation[] =>
  text.split(/^=== /m).slice(1).map(parseConversation)
