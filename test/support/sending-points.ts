import type { SmtpAnswer, SmtpMoment } from './smtp-script.ts'

/** Where the app is killed while a mail is on its way (F-03). */
export const killPoints = [
  'kill saved',
  'kill freezing',
  'kill queued',
  'kill greeting',
  'kill EHLO',
  'kill AUTH',
  'kill MAIL',
  'kill RCPT',
  'kill DATA',
  'kill body-middle',
  'kill dot-kept',
  'kill dot-lost',
  'kill half-250',
  'kill QUIT',
] as const

/** Where it is killed around the copy in Sent: seconds after the mail left. */
export const lateKillPoints = ['kill before-append', 'kill append-literal', 'kill append-ok'] as const

/** What a network or a server does to a mail while the app lives (F-06, F-07). */
export const faultPoints = [
  'none',
  ...cutsAt('greeting', 'EHLO', 'AUTH', 'MAIL', 'RCPT', 'DATA', 'body-first', 'body-middle', 'body-last'),
  ...cutsAt('dot-kept', 'dot-lost', 'half-250'),
  ...cutsAt('append-command', 'append-literal', 'append-ok'),
  'later MAIL',
  'later RCPT',
  'later DATA',
  'later body',
  'never MAIL',
  'never RCPT',
  'never DATA',
  'never body',
  'bye EHLO',
  'bye MAIL',
  'bye RCPT',
  'bye body',
  'rejected AUTH',
  'some RCPT',
] as const

export type FaultPoint =
  | (typeof killPoints)[number]
  | (typeof lateKillPoints)[number]
  | (typeof faultPoints)[number]

type Place =
  | 'greeting'
  | 'EHLO'
  | 'AUTH'
  | 'MAIL'
  | 'RCPT'
  | 'DATA'
  | 'body-first'
  | 'body-middle'
  | 'body-last'
  | 'dot-kept'
  | 'dot-lost'
  | 'half-250'
  | 'append-command'
  | 'append-literal'
  | 'append-ok'

function cutsAt<const Name extends Place>(...places: readonly Name[]): (`cut ${Name}` | `reset ${Name}`)[] {
  return places.flatMap(place => [`cut ${place}` as const, `reset ${place}` as const])
}

/** The deed and the place of a point. */
export function partsOf(point: FaultPoint): { readonly deed: string; readonly place: string } {
  const [deed = '', place = ''] = point.split(' ')
  return { deed, place }
}

/** Whether a fault concerns IMAP: it comes with the copy in Sent, long after the mail left. */
export function isAppendPoint(point: FaultPoint): boolean {
  return point.includes('append')
}

/** What happens to one mail; each plan comes true once. */
export type Plan = {
  readonly point: FaultPoint
  /** Where in a body, from 0 to 1. */
  readonly depth: number
  /** A kill: everything stands still, waiting for it. Anything else: it was done. */
  reached: boolean
}

const lines: Readonly<Record<string, SmtpAnswer>> = {
  cut: ['cut'],
  reset: ['reset'],
  later: '451 4.3.0 try again later',
  never: '550 5.7.1 not here',
  rejected: '535 5.7.8 wrong password',
  bye: ['421 4.3.2 closing', 'cut'],
  some: '550 5.1.1 nobody of that name',
}

/** What the plan makes the server say as it is about to answer this; undefined for the usual. */
export function answerAt(plan: Plan, moment: SmtpMoment): SmtpAnswer | undefined {
  const { deed, place } = partsOf(plan.point)
  if (plan.reached) return undefined
  const answer = moment === 'body' ? atTheDot(deed, place) : place === moment ? said(deed) : undefined
  if (answer !== undefined) plan.reached = true
  return answer
}

function said(deed: string): SmtpAnswer | undefined {
  return deed === 'kill' ? ['silence', 'pause'] : lines[deed]
}

function atTheDot(deed: string, place: string): SmtpAnswer | undefined {
  const then = said(deed)
  if (then === undefined) return undefined
  if (place === 'dot-kept') return ['kept', ...then]
  if (place === 'half-250') return ['250 2.0.0 que\\', ...then]
  return place === 'dot-lost' || place === 'body' ? then : undefined
}

/** The last piece of a body is held back by the app until it has noted that it goes out. */
const heldBytes = 4_096

/** What the plan makes the server do in the middle of a body of `size` bytes. */
export function answerInBody(plan: Plan, received: number, size: number): SmtpAnswer | undefined {
  const { deed, place } = partsOf(plan.point)
  if (plan.reached || !place.startsWith('body-')) return undefined
  const last = size - heldBytes - 1
  const from = place === 'body-first' ? 1 : place === 'body-middle' ? Math.floor(last * plan.depth) : last
  if (received < from) return undefined
  plan.reached = true
  return said(deed)
}
