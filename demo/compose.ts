import { composeBounce, noSuchDomain, noSuchUser } from './bounce.ts'
import { type Calendar, fillDates } from './calendar.ts'
import { type Conversation, type Entry, isLanguage, type Language, type Person } from './conversation.ts'
import { makeFiles } from './files/files.ts'
import { type Letter, type Party, writeLetter } from './letter.ts'
import { renderMail } from './mime.ts'
import { type CircularKind, writeCircular } from './notices/circular.ts'
import { readSubmission } from './notices/fields.ts'
import { writeFormLetter } from './notices/form-letter.ts'
import { writeInvitation } from './notices/invitation.ts'
import { shop, staff } from './own.ts'
import type { ComposedMail, Draft, Posted } from './posted.ts'

/** The shop clears its inbox by the end of the week: what is older and not kept on purpose is archived. */
const archivedAfterWorkingDays = 4

const own: Party = { name: shop.name, address: shop.address }
const support: Party = { name: shop.supportName, address: shop.supportAddress }

const homeOf = (conversation: Conversation): string => {
  if (conversation.options.has('junk')) return 'Junk'
  if (conversation.options.has('trash')) return 'Trash'
  if (conversation.options.has('inbox')) return 'INBOX'
  if (conversation.options.has('archive')) return 'Archive'
  const last = conversation.entries.at(-1)?.when ?? 'today'
  return Number.parseInt(last, 10) >= archivedAfterWorkingDays ? 'Archive' : 'INBOX'
}

const personOf = (conversation: Conversation, key: string): Person => {
  const person = staff.get(key) ?? conversation.people.get(key)
  if (!person) throw new Error(`Nobody named ${key} in ${conversation.slug}`)
  return person
}

const parties = (conversation: Conversation, keys: string | undefined): readonly Party[] =>
  keys === undefined
    ? []
    : keys
        .split(',')
        .map(key => (key === 'hello' ? own : key === 'support' ? support : personOf(conversation, key)))

const recipients = (
  conversation: Conversation,
  entry: Entry,
  parent: Posted | null,
  outbound: boolean,
): readonly Party[] => {
  const named = parties(conversation, entry.options.get('to'))
  if (named.length > 0) return named
  if (!outbound) return conversation.options.get('to') === 'support' ? [support] : [own]
  if (parent === null) throw new Error(`Nobody to write to in ${conversation.slug}`)
  return [{ name: parent.replyName, address: parent.replyAddress }]
}

const nameOfShop = (sender: Person): string => (sender.address === shop.address ? shop.name : sender.name)

const languageOf = (conversation: Conversation): Language => {
  const language = conversation.options.get('lang') ?? 'en'
  if (!isLanguage(language)) throw new Error(`Unknown language ${language} in ${conversation.slug}`)
  return language
}

const toLetter = (
  conversation: Conversation,
  entry: Entry,
  at: number,
  parent: Posted | null,
  seed: string,
): Letter => {
  const outbound = staff.has(entry.who)
  const sender = personOf(conversation, entry.who)
  const person = outbound
    ? { ...sender, name: nameOfShop(sender), language: languageOf(conversation) }
    : sender
  const invite = entry.options.get('invite')
  const invitation = invite === undefined ? [] : [writeInvitation(invite, person, at, seed)]
  return {
    person,
    to: recipients(conversation, entry, parent, outbound),
    cc: parties(conversation, entry.options.get('cc')),
    at,
    text: fillDates(entry.text, at, person.language),
    subject: entry.options.get('subject') ?? (parent === null ? conversation.subject : null),
    inReplyTo: parent,
    quotes: entry.options.get('quote') !== 'none',
    outbound,
    seed,
    headers: [],
    files: [...makeFiles(entry.options.get('attach') ?? ''), ...invitation.map(({ file }) => file)],
    inline: makeFiles(entry.options.get('inline') ?? ''),
    alternatives: invitation.map(({ part }) => part),
  }
}

const isCircular = (notice: string | undefined): notice is CircularKind =>
  notice === 'newsletter' || notice === 'receipt'

const toDraft = (
  conversation: Conversation,
  entry: Entry,
  at: number,
  parent: Posted | null,
  seed: string,
): Draft => {
  const plugin = /^form:(\w+)$/.exec(entry.who)?.[1]
  if (plugin !== undefined) return writeFormLetter(plugin, readSubmission(entry.text, at, seed))
  const notice = entry.options.get('notice')
  if (!isCircular(notice)) return writeLetter(toLetter(conversation, entry, at, parent, seed))
  const subject = entry.options.get('subject') ?? conversation.subject
  return writeCircular({
    person: personOf(conversation, entry.who),
    kind: notice,
    subject,
    text: entry.text,
    at,
    seed,
  })
}

const dayMs = 24 * 60 * 60 * 1000

/** What came in before a weekend is answered on Saturday, not on Monday. */
const answeredAt = (at: number, asked: Posted | null): number => {
  const day = new Date(at)
  if (asked === null || day.getDay() !== 1 || at - asked.at < 2 * dayMs) return at
  return day.setDate(day.getDate() - 2)
}

const flagsOf = (entry: Entry, outbound: boolean, answered: boolean): readonly string[] => [
  ...(entry.options.has('unread') ? [] : ['\\Seen']),
  ...(entry.options.has('flagged') ? ['\\Flagged'] : []),
  ...(entry.options.has('draft') ? ['\\Draft'] : []),
  ...(!outbound && answered ? ['\\Answered'] : []),
]

/**
 * The messages of one conversation, in the order in which they were written.
 *
 * The same conversation and calendar give the same bytes.
 *
 * @throws Error where the script names nobody or no time
 */
export const composeConversation = (
  conversation: Conversation,
  calendar: Calendar,
): readonly ComposedMail[] => {
  const home = homeOf(conversation)
  const drafts: (Draft & { readonly raw: Buffer })[] = []
  return conversation.entries.map((entry, index): ComposedMail => {
    const seed = `${conversation.slug}/${index}`
    const parentIndex = Number(entry.options.get('re') ?? index) - 1
    const parent = drafts[parentIndex] ?? null
    const written = calendar.at(entry.when)
    const at = staff.has(entry.who) ? answeredAt(written, parent?.posted ?? null) : written
    const next = conversation.entries[index + 1]
    const nextAnswers = next !== undefined && staff.has(next.who) && !next.options.has('draft')
    if (entry.who === 'bounce') {
      if (parent === null) throw new Error(`Nothing to bounce in ${conversation.slug}`)
      const recipient = entry.options.get('for') ?? parent.posted.to.replace(/^.*<|>$/g, '')
      const reason = entry.options.has('host') ? noSuchDomain(recipient) : noSuchUser(recipient)
      const bounce = composeBounce({ raw: parent.raw, recipient, reason, at, seed })
      drafts.push(parent)
      return { mailbox: home, flags: flagsOf(entry, false, false), receivedAt: at, ...bounce }
    }
    const draft = toDraft(conversation, entry, at, parent?.posted ?? null, seed)
    const raw = renderMail(draft.headers, draft.part)
    drafts.push({ ...draft, raw })
    const { outbound, messageId } = draft.posted
    return {
      mailbox: entry.options.has('draft') ? 'Drafts' : outbound ? 'Sent' : home,
      flags: flagsOf(entry, outbound, nextAnswers),
      receivedAt: outbound ? at : at + 2_000,
      messageId,
      raw,
    }
  })
}
