import type { EmailPlan } from './generated-email.ts'
import { type Language, languages, makeText, type Person, person } from './generated-words.ts'
import { createRandom, type Random } from './random.ts'

export type PlannedEmail = {
  readonly email: EmailPlan
  readonly mailbox: 'INBOX' | 'Sent' | 'Archive'
  readonly flags: readonly string[]
  readonly isAnswered: boolean
}

export type PlannedMailbox = {
  /** Oldest first. */
  readonly emails: readonly PlannedEmail[]
  readonly conversations: number
  readonly largestConversation: number
}

export type PlanOptions = {
  readonly count: number
  readonly seed: number
  readonly endsAt: number
  readonly address: string
}

const dayMs = 86_400_000

/** Mail of three years, whatever the count. */
const spanMs = 3 * 365 * dayMs

type Draft = { -readonly [Key in keyof EmailPlan]: EmailPlan[Key] }
type Item = {
  readonly plan: Draft
  readonly outbound: boolean
  answered: boolean
  readonly conversation: number
}
type Topic = 'thread' | 'newsletter' | 'form' | 'support'

/** A conversation's length: mostly one or two, a long tail to 60; the mean is 3.4. */
function conversationSize(random: Random, topic: Topic): number {
  if (topic === 'newsletter') return 1
  const size = Math.round(random.logNormal(2.3, 0.97))
  return Math.min(60, Math.max(1, size))
}

function pickLanguage(random: Random): Language {
  const draw = random.next()
  const index = draw < 0.7 ? 0 : draw < 0.82 ? 1 : draw < 0.9 ? 2 : draw < 0.94 ? 3 : draw < 0.97 ? 4 : 5
  const language = languages[index]
  if (!language) throw new Error('No such language')
  return language
}

function pickTopic(random: Random): Topic {
  const draw = random.next()
  return draw < 0.72 ? 'thread' : draw < 0.84 ? 'newsletter' : draw < 0.94 ? 'form' : 'support'
}

/** Decides who writes what to whom and when: exactly `count` messages in conversations, oldest first. */
export function planMailbox(options: PlanOptions): PlannedMailbox {
  const random = createRandom(options.seed)
  const owner: Person = { name: 'Parley Test', address: options.address }
  const domain = options.address.split('@')[1] ?? 'parley.test'
  const items: Item[] = []
  let conversations = 0
  let largestConversation = 0
  while (items.length < options.count) {
    const topic = pickTopic(random)
    const size = Math.min(options.count - items.length, conversationSize(random, topic))
    largestConversation = Math.max(largestConversation, size)
    items.push(...planConversation(random, { topic, size, owner, domain, number: conversations, ...options }))
    conversations += 1
  }
  items.sort((a, b) => a.plan.sentAt - b.plan.sentAt)
  const archived = new Set<number>()
  for (let number = 0; number < conversations; number += 1) if (random.chance(0.15)) archived.add(number)
  const emails = items.map((item): PlannedEmail => {
    const age = options.endsAt - item.plan.sentAt
    const seen = item.outbound || random.chance(age > 30 * dayMs ? 0.985 : 0.7)
    const flags = [
      ...(seen ? ['\\Seen'] : []),
      ...(item.answered ? ['\\Answered'] : []),
      ...(random.chance(0.02) ? ['\\Flagged'] : []),
    ]
    const mailbox = item.outbound ? 'Sent' : archived.has(item.conversation) ? 'Archive' : 'INBOX'
    return { email: item.plan, mailbox, flags, isAnswered: item.answered }
  })
  return { emails, conversations, largestConversation }
}

type ConversationOptions = PlanOptions & {
  readonly topic: Topic
  readonly size: number
  readonly owner: Person
  readonly domain: string
  readonly number: number
}

function planConversation(random: Random, options: ConversationOptions): readonly Item[] {
  const { topic, size, owner, domain, number } = options
  const language = pickLanguage(random)
  const customer = person(random.between(0, Math.max(40, Math.floor(options.count / 5))))
  const shop: Person = topic === 'support' ? { name: 'Support', address: `support@${domain}` } : owner
  const subject =
    makeText(random, language, random.between(12, 48)).split('\r\n')[0]?.slice(0, 70).trim() ?? 'Hello'
  const startsAt = options.endsAt - Math.floor(random.next() * spanMs)
  const startsHere = topic === 'thread' && random.chance(0.2)
  const items: Item[] = []
  const ids: string[] = []
  let sentAt = startsAt
  for (let index = 0; index < size; index += 1) {
    const outbound =
      topic !== 'newsletter' && (startsHere ? index % 2 === 0 : index % 2 === 1) !== random.chance(0.12)
    const before = items.at(-1)
    const messageId = `<${options.seed}.${number}.${index}.${Math.floor(random.next() * 1e9).toString(36)}@mail.${outbound ? domain : (customer.address.split('@')[1] ?? 'example')}>`
    const isForm = topic === 'form' && index === 0 && !outbound
    const from = outbound ? shop : isForm ? { name: 'Website', address: `wordpress@${domain}` } : customer
    const plan: Draft = {
      seed: Math.floor(random.next() * 4_294_967_295),
      messageId,
      references: ids.slice(-20),
      from,
      to: outbound ? customer : shop,
      subject: index === 0 ? subject : `Re: ${subject}`,
      sentAt,
      language,
      kind: topic === 'newsletter' ? 'html' : pickKind(random),
      textLength: Math.min(60_000, Math.max(60, Math.round(random.logNormal(textMedian(topic), 0.9)))),
      attachmentBytes: random.chance(attachmentShare) ? attachmentBytes(random) : 0,
      extraHeaders: extraHeaders(topic, isForm, customer, number),
    }
    const previousId = ids.at(-1)
    if (previousId !== undefined) plan.inReplyTo = previousId
    if (isForm) {
      plan.replyTo = customer
      plan.kind = 'plain'
      plan.attachmentBytes = 0
      plan.fields = [
        `Name: ${customer.name}`,
        `Email: ${customer.address}`,
        `Message: ${makeText(random, language, Math.min(plan.textLength, 800))}`,
      ]
    }
    if (before && before.outbound !== outbound) before.answered = true
    items.push({ plan, outbound, answered: false, conversation: number })
    ids.push(messageId)
    sentAt = Math.min(options.endsAt, sentAt + Math.floor(random.logNormal(5 * 3_600_000, 1.4)))
  }
  return items
}

const attachmentShare = 0.15

function attachmentBytes(random: Random): number {
  return Math.min(6_000_000, Math.max(2_000, Math.round(random.logNormal(92_000, 1.3))))
}

function textMedian(topic: Topic): number {
  return topic === 'newsletter' ? 8_000 : topic === 'support' ? 900 : 1_950
}

function pickKind(random: Random): EmailPlan['kind'] {
  const draw = random.next()
  return draw < 0.4 ? 'plain' : draw < 0.92 ? 'alternative' : 'html'
}

function extraHeaders(topic: Topic, isForm: boolean, customer: Person, number: number): readonly string[] {
  if (topic === 'newsletter') {
    const list = customer.address.split('@')[1] ?? 'list.example'
    return [
      `List-Id: <news.${list}>`,
      `List-Unsubscribe: <https://${list}/leave?u=${number}>`,
      'Precedence: bulk',
    ]
  }
  return isForm ? ['X-Mailer: PHPMailer 6.9.1 (https://github.com/PHPMailer/PHPMailer)'] : []
}
