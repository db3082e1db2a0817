import { z } from 'zod'
import { isLoopbackHost } from '#shared/loopback.ts'

/** No parameters. */
export const nothing = z.strictObject({})

/** An opaque id of the engine's. */
export const id = z.string().min(1).max(64)

/** Seldom more than 64 characters in practice; Windows' store takes 2,560 bytes. */
export const password = z.string().min(1).max(1_000)

/** A new passphrase; an old one may be shorter than what is asked for today. */
export const newPassphrase = z.string().min(8).max(1_000)

/** Text without control characters: what ends up in a header. */
export const oneLine = z.string().regex(/^[^\p{Cc}\u2028\u2029]*$/u)

/** What a person is called; ends up in From headers, so no control characters. */
export const personName = oneLine.max(200)

/** An address as far as it can be checked without sending to it (RFC 5321 lengths). */
export const address = oneLine.max(320).regex(/^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+$/u)

/** A DNS name or an IP address. */
const host = z
  .string()
  .max(253)
  .regex(/^(?:\[[\da-fA-F:.]+\]|[\da-fA-F:.]*:[\da-fA-F:.]*|[\p{L}\p{N}._-]+)$/u)

/** Where a server is; without TLS on this computer only. */
export const server = z
  .strictObject({
    host,
    port: z.int().min(1).max(65_535),
    security: z.enum(['tls', 'starttls', 'none']),
    user: oneLine.min(1).max(320),
  })
  .refine(value => value.security !== 'none' || isLoopbackHost(value.host), {
    path: ['security'],
    message: 'none is for this computer only',
  })

/** How much mail is kept readable offline. */
export const bodyWindow = z.enum(['month', 'year', 'all'])

/** An IMAP keyword as on the wire (RFC 9051 §9). */
export const keyword = z.string().regex(/^[\x21\x23\x24\x26\x27\x2b-\x5b\x5d-\x7a\x7c\x7e]{1,100}$/)

/** What a tag is called, and its colour. */
export const tagLook = {
  name: z.string().min(1).max(60),
  color: z.enum(['red', 'orange', 'yellow', 'green', 'blue', 'violet', 'grey']),
}

/** What narrows the list. */
export const conversationFilter = z.strictObject({
  view: z.enum(['active', 'archived', 'snoozed', 'all']),
  source: z.enum(['email', 'form', 'support', 'other']).optional(),
  read: z.enum(['read', 'unread']).optional(),
  search: z.string().max(500).optional(),
  searchIn: z.literal('rows').optional(),
  accountId: id.optional(),
  waiting: z.boolean().optional(),
  hasAttachment: z.boolean().optional(),
  mailbox: id.optional(),
  // Rows keep tags in lower case: keywords differ by no case.
  tag: keyword.toLowerCase().optional(),
})
