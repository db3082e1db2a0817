import type { ConversationFilter } from '#shared/conversation.ts'
import { parseSearch, type SearchOperator } from '#shared/search-query.ts'
import { foldText } from '#shared/search-words.ts'
import { unpackAddresses } from './addresses.ts'
import { readContent } from './content.ts'
import type { Reader } from './handle.ts'

/** Search as it is meant, by looking at every letter of every email: what the index is held against. */
export type PlainSearch = {
  /** Ids of what a filter finds, in order. */
  readonly find: (filter: ConversationFilter) => readonly string[]
  readonly emails: readonly PlainEmail[]
}

type PlainEmail = {
  readonly conversationId: string
  readonly searchKey: number
  readonly sentAt: number
  readonly counted: boolean
  readonly mailboxes: ReadonlySet<number>
  /** All that can be found of it. */
  readonly text: string
  readonly fields: Readonly<Record<'from' | 'to' | 'subject', string>>
}

type PlainConversation = {
  readonly id: string
  readonly search_key: number | null
  readonly key: number
  readonly account_id: string
  readonly source: string
  readonly facet: number
  readonly archived: number
  readonly hidden: number
  readonly last_at: number
  readonly tags: string
  readonly rowText: string
  readonly namePreview: string
  readonly emails: readonly PlainEmail[]
}

const unspaced =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]/u

/** Reads everything that a store holds. */
export function createPlainSearch(r: Reader): PlainSearch {
  const conversations = readConversations(r)
  const mailboxes = r.prepare<{ key: number; name: string; role: string }>('SELECT * FROM mailbox').all()
  return {
    find: filter => find(conversations, mailboxes, filter),
    emails: conversations.flatMap(({ emails }) => emails),
  }
}

function find(
  conversations: readonly PlainConversation[],
  mailboxes: readonly { key: number; name: string; role: string }[],
  filter: ConversationFilter,
): readonly string[] {
  const { words, typing, operators } = parseSearch(filter.search ?? '')
  const listed = conversations.filter(
    one => isListed(one, filter) && operators.every(operator => narrows(one, operator, mailboxes)),
  )
  const ofEmails = operators.filter(isOfEmails)
  const asksEmails = ofEmails.length > 0
  if (words.length === 0 && !asksEmails) {
    return listed.sort((a, b) => b.last_at - a.last_at || b.key - a.key).map(({ id }) => id)
  }
  const fitsRow = (one: PlainConversation) =>
    words.every((word, at) =>
      rowHas(
        filter.searchIn === 'rows' ? one.namePreview : one.rowText,
        word,
        typing && at === words.length - 1,
      ),
    )
  const spoken = words.flatMap(split)
  const hasWords = (email: PlainEmail) =>
    spoken.every((word, at) => has(email.text, word, typing && at === spoken.length - 1))
  const rows = asksEmails || (spoken.length === 0 && !words.some(isLong)) ? [] : listed.filter(fitsRow)
  const shown = new Set(rows)
  const mail = listed
    .filter(one => !shown.has(one) && (filter.searchIn !== 'rows' || (asksEmails && fitsRow(one))))
    .flatMap(one => {
      const keys = one.emails
        .filter(email => email.counted && ofEmails.every(operator => emailFits(email, operator)))
        .filter(email => filter.searchIn === 'rows' || hasWords(email))
        .map(({ searchKey }) => searchKey)
      return keys.length === 0 ? [] : [{ id: one.id, key: Math.max(...keys) }]
    })
  return [
    ...rows.sort((a, b) => (b.search_key ?? 0) - (a.search_key ?? 0)).map(({ id }) => id),
    ...(asksEmails || spoken.length > 0 ? mail.sort((a, b) => b.key - a.key).map(({ id }) => id) : []),
  ]
}

function isListed(one: PlainConversation, filter: ConversationFilter): boolean {
  const sides = { active: 0, archived: 1, snoozed: 2, all: one.archived }
  const { search = '' } = filter
  const view = /is:archived(?:\s|$)/.test(search) ? 'archived' : filter.view
  return (
    one.hidden === 0 &&
    one.archived === sides[view] &&
    (filter.accountId === undefined || one.account_id === filter.accountId) &&
    (filter.source === undefined || one.source === filter.source) &&
    (filter.read === undefined || (one.facet & 1) === (filter.read === 'unread' ? 1 : 0)) &&
    (filter.waiting !== true || (one.facet & 2) !== 0) &&
    (filter.hasAttachment !== true || (one.facet & 4) !== 0) &&
    (filter.tag === undefined || one.tags.split(' ').includes(filter.tag)) &&
    (filter.mailbox === undefined || one.emails.some(email => email.mailboxes.has(Number(filter.mailbox))))
  )
}

function narrows(
  one: PlainConversation,
  operator: SearchOperator,
  mailboxes: readonly { key: number; name: string; role: string }[],
): boolean {
  if (operator.name === 'has') return (one.facet & 4) !== 0
  if (operator.name === 'source') return one.source === operator.value
  if (operator.name === 'is' && operator.value !== 'archived')
    return (one.facet & 1) === (operator.value === 'unread' ? 1 : 0)
  if (operator.name !== 'in') return true
  const wanted = foldText(operator.value)
  const keys = mailboxes.filter(({ name, role }) => role === wanted || foldText(name) === wanted)
  return one.emails.some(email => keys.some(({ key }) => email.mailboxes.has(key)))
}

function isOfEmails(operator: SearchOperator): boolean {
  return ['from', 'to', 'subject', 'before', 'after'].includes(operator.name)
}

function emailFits(email: PlainEmail, operator: SearchOperator): boolean {
  if (operator.name === 'before') return email.sentAt < operator.at
  if (operator.name === 'after') return email.sentAt >= operator.at
  if (operator.name !== 'from' && operator.name !== 'to' && operator.name !== 'subject') return true
  const words = split(operator.value)
  const text = email.fields[operator.name]
  return words.every((word, at) => has(text, word, operator.open && at === words.length - 1))
}

const isLong = (word: string) => [...foldText(word).trim()].length >= 3

function rowHas(text: string, word: string, begins: boolean): boolean {
  if (isLong(word)) return foldText(text).includes(foldText(word).trim())
  return split(word).every(part => has(text, part, begins))
}

/** Words between spaces and punctuation, and runs of scripts that use no spaces. */
function split(text: string): readonly string[] {
  const words: string[] = []
  let word = ''
  let wasUnspaced = false
  for (const letter of foldText(text)) {
    const isWord = /[\p{L}\p{N}\p{M}]/u.test(letter)
    const isUnspaced = unspaced.test(letter)
    if (word !== '' && (!isWord || isUnspaced !== wasUnspaced)) {
      words.push(word)
      word = ''
    }
    if (isWord) word += letter
    wasUnspaced = isUnspaced
  }
  return word === '' ? words : [...words, word]
}

/** A run without spaces is there when all pairs of neighbours in it are. */
function has(text: string, word: string, begins: boolean): boolean {
  const words = split(text)
  if (!unspaced.test(word)) return words.some(one => (begins ? one.startsWith(word) : one === word))
  const pairs = word.length === 1 ? [word] : [...word.slice(1)].map((_, at) => word.slice(at, at + 2))
  return pairs.every(pair => words.some(one => one.includes(pair)))
}

function readConversations(r: Reader): readonly PlainConversation[] {
  const emails = readEmails(r)
  return r
    .prepare<
      Omit<PlainConversation, 'rowText' | 'namePreview' | 'emails'> & {
        contact_name: string
        contact_address: string | null
        subject: string
        preview: string
      }
    >('SELECT * FROM conversation')
    .all()
    .map(row => ({
      ...row,
      rowText: [row.contact_name, row.contact_address ?? '', row.subject, row.preview].join('\n'),
      namePreview: `${row.contact_name === '' ? (row.contact_address ?? '') : row.contact_name}\n${row.preview}`,
      emails: emails.filter(email => email.conversationId === row.id),
    }))
}

function readEmails(r: Reader): readonly PlainEmail[] {
  const copies = r.prepare<{ mailbox_key: number }>('SELECT mailbox_key FROM email_copy WHERE email_key = ?')
  const names = r.prepare<{ name: string }>('SELECT name FROM attachment WHERE email_key = ?')
  return r
    .prepare<{
      key: number
      id: string
      subject: string
      addresses: string
      sent_at: number
      search_key: number
      counted: number
    }>(
      `SELECT email.key, conversation.id, email.subject, addresses, sent_at, email.search_key, counted FROM email
       JOIN conversation ON conversation.key = conversation_key JOIN email_recipient ON email_key = email.key`,
    )
    .all()
    .map(email => {
      const { from, replyTo, to, cc, bcc } = unpackAddresses(email.addresses)
      const flat = (list: typeof from) => list.map(({ name, address }) => `${name} ${address}`).join(' ')
      const fields = {
        from: flat([...from, ...replyTo]),
        to: flat([...to, ...cc, ...bcc]),
        subject: email.subject,
      }
      const attached = names.all(email.key).map(({ name }) => name)
      const content = readContent(r, email.key)
      const body = `${content?.text ?? ''} ${(content?.html ?? '').replace(/<[^>]*>/g, ' ')}`
      return {
        conversationId: email.id,
        searchKey: email.search_key,
        sentAt: email.sent_at,
        counted: email.counted === 1,
        mailboxes: new Set(copies.all(email.key).map(copy => copy.mailbox_key)),
        text: [...Object.values(fields), ...attached, body].join(' '),
        fields,
      }
    })
}
