import PostalMime, { type Email } from 'postal-mime'
import { composeBounce, noSuchDomain, noSuchUser } from '../bounce.ts'
import { conversations } from '../content/index.ts'
import type { Person } from '../conversation.ts'
import { digits, domainOf } from '../headers.ts'
import { shop } from '../own.ts'
import type { Submitted } from '../smtp-receiver.ts'
import type { PendingReply } from '../state-file.ts'
import { strangerOf, writeAnswer } from './answer.ts'

const ownAddresses: readonly string[] = [shop.address, shop.supportAddress]
const mostAnswers = 2
const bounceAfterMs = 1_200

const robots =
  /^(no-?reply|do-?not-?reply|mailer-daemon|postmaster|abuse|newsletter|news|letter|notice|notes|orders|billing|robot|leave|bounces?|form-?responses|form-submission|mailer)\b/i

/** What the world does with mail that leaves the demo. */
export type Correspondents = {
  /** Takes a submitted mail; answers and failures come later through `deliver`. */
  receive(mail: Submitted): Promise<void>
  /** Answers that are still to come. */
  pending(): readonly PendingReply[]
  close(): void
}

type CorrespondentsOptions = {
  readonly now: () => number
  readonly repliesAfterMs: number
  readonly pending: readonly PendingReply[]
  readonly deliver: (raw: Buffer, at: number) => void
  readonly onChange: () => void
}

type Directory = { readonly people: ReadonlyMap<string, Person>; readonly automatic: ReadonlySet<string> }

const readDirectory = (): Directory => {
  const people = new Map<string, Person>()
  const automatic = new Set<string>()
  for (const conversation of conversations()) {
    for (const [key, person] of conversation.people) {
      people.set(person.address.toLowerCase(), person)
      const robot = conversation.entries.some(entry => entry.who === key && entry.options.has('notice'))
      if (robot) automatic.add(person.address.toLowerCase())
    }
  }
  return { people, automatic }
}

const isAutomatic = (email: Email): boolean =>
  email.headers.some(
    ({ key, value }) =>
      (key === 'auto-submitted' && value.trim().toLowerCase() !== 'no') ||
      key === 'list-id' ||
      key === 'precedence',
  )

const fails = (address: string): boolean =>
  /^bounces?@/i.test(address) || /(^|\.)gone\.example$/i.test(domainOf(address))

/**
 * Customers who answer, servers that refuse, and mail to oneself.
 *
 * Nobody answers automatic mail, and no robot answers at all (RFC 3834).
 */
export const createCorrespondents = (options: CorrespondentsOptions): Correspondents => {
  let waiting: readonly PendingReply[] = options.pending
  let timer: NodeJS.Timeout | null = null
  let directory: Directory | null = null
  const turns = new Map<string, number>()

  const schedule = (): void => {
    if (timer !== null) clearTimeout(timer)
    const next = Math.min(...waiting.map(({ dueAt }) => dueAt))
    timer = Number.isFinite(next) ? setTimeout(deliverDue, Math.max(0, next - options.now())) : null
  }

  function deliverDue(): void {
    const now = options.now()
    const due = waiting.filter(({ dueAt }) => dueAt <= now)
    waiting = waiting.filter(({ dueAt }) => dueAt > now)
    for (const { dueAt, raw } of due) options.deliver(Buffer.from(raw, 'latin1'), dueAt)
    schedule()
  }

  const later = (dueAt: number, raw: Buffer): void => {
    waiting = [...waiting, { dueAt, raw: raw.toString('latin1') }]
    options.onChange()
    schedule()
  }

  const bounce = (mail: Submitted, recipient: string): void => {
    const at = options.now() + bounceAfterMs
    const reason = /^bounces?@/i.test(recipient) ? noSuchUser(recipient) : noSuchDomain(recipient)
    later(
      at,
      composeBounce({ raw: mail.raw, recipient, reason, at, seed: digits(recipient, String(at)) }).raw,
    )
  }

  const answer = (email: Email, name: string, address: string, order: number): void => {
    directory ??= readDirectory()
    const key = address.toLowerCase()
    const person =
      directory.people.get(key) ?? strangerOf(name || (address.split('@')[0] ?? ''), address, email)
    const turn = turns.get(key) ?? 0
    turns.set(key, turn + 1)
    const at = options.now() + options.repliesAfterMs * (1 + order * 1.5)
    later(at, writeAnswer({ email, person, at, turn }))
  }

  const willAnswer = (address: string): boolean => {
    directory ??= readDirectory()
    return (
      !ownAddresses.includes(address.toLowerCase()) &&
      !fails(address) &&
      !robots.test(address) &&
      !directory.automatic.has(address.toLowerCase())
    )
  }

  schedule()
  return {
    async receive(mail) {
      for (const recipient of mail.recipients.filter(fails)) bounce(mail, recipient)
      if (mail.recipients.some(recipient => ownAddresses.includes(recipient.toLowerCase()))) {
        options.deliver(mail.raw, options.now())
      }
      const email = await PostalMime.parse(mail.raw)
      if (isAutomatic(email)) return
      const reached = new Set(mail.recipients.map(recipient => recipient.toLowerCase()))
      const answering = (email.to ?? [])
        .flatMap(party => party.group ?? [party])
        .filter(({ address }) => reached.has(address.toLowerCase()) && willAnswer(address))
        .slice(0, mostAnswers)
      for (const [order, { name, address }] of answering.entries()) answer(email, name, address, order)
    },
    pending: () => waiting,
    close() {
      if (timer !== null) clearTimeout(timer)
    },
  }
}
