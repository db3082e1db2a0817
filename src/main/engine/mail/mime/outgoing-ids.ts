import { randomBytes } from 'node:crypto'
import { domainToASCII } from 'node:url'
import { domainOf } from '#shared/address.ts'
import { AppError } from '#shared/errors.ts'

/** RFC 5322 §2.1.1: what a line can hold; other programs cut longer lists at will, and not always in the middle. */
const referencesLength = 998
/** Printable ASCII without brackets: what can stand between `<` and `>` in any header (RFC 5322 §3.6.4). */
const idShape = /^[\x21-\x3b\x3d\x3f-\x7e]+$/
const idLength = 250

/** A Message-ID that nobody has had before, without angle brackets: nothing in it tells of this computer or the time. */
export function newMessageId(from: string): string {
  const domain = domainToASCII(domainOf(from).replace(/[[\]:]/g, ''))
  return `${randomBytes(16).toString('hex')}@${domain === '' ? 'parley.invalid' : domain}`
}

/** An id of our own making, in brackets. @throws AppError `invalid-request` */
export function ownId(field: string, id: string): string {
  if (!idShape.test(id) || id.length > idLength) throw new AppError('invalid-request', field)
  return `<${id}>`
}

/**
 * Ids from other mail, in brackets, as one header value; empty where there are none.
 *
 * Ids that no header may hold are left out (they can't have come from one that a server passed on). Long lists lose
 * their middle: the first tells the thread, the last ones the place in it.
 *
 * @throws AppError `invalid-request` for line breaks
 */
export function idList(field: string, ids: readonly string[]): string {
  if (ids.some(id => /[\r\n\0]/.test(id))) throw new AppError('invalid-request', field)
  const fit = ids.filter(id => idShape.test(id) && id.length < referencesLength / 2).map(id => `<${id}>`)
  const first = fit[0]
  if (first === undefined) return ''
  let room = referencesLength - first.length
  const last: string[] = []
  for (const id of fit.slice(1).reverse()) {
    room -= id.length + 1
    if (room < 0) break
    last.unshift(id)
  }
  return [first, ...last].join(' ')
}
