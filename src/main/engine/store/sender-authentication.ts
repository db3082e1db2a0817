import {
  type MethodResult,
  readAuthenticationResults,
  signers,
  verdictOf,
} from '#shared/authentication-results.ts'
import { headerFields } from '#shared/header-lines.ts'
import { registrableDomain, sameOwner } from '#shared/registrable-domain.ts'
import type { Authentication } from '#shared/trust.ts'
import type { Reader } from './handle.ts'
import { learnedOwner } from './stamping-server.ts'

/** How a provider's own fields are told from forged ones. */
type Provider = {
  readonly imapHost: RegExp
  /** The authserv-ids of its border servers; the empty one where its fields have none. */
  readonly server: RegExp
  /** It takes every field of this form out of arriving mail, so that position doesn't matter. */
  readonly strips: boolean
  /** It writes several fields, one after the other. */
  readonly several: boolean
}

const providers: readonly Provider[] = [
  {
    imapHost: /(?:^|\.)(?:gmail|googlemail)\.com$/,
    server: /^mx\.google\.com$/,
    strips: true,
    several: false,
  },
  { imapHost: /(?:^|\.)(?:office365|outlook|office)\.com$/, server: /^$/, strips: true, several: false },
  {
    imapHost: /(?:^|\.)fastmail\.com$/,
    server: /(?:^|\.)messagingengine\.com$/,
    strips: false,
    several: true,
  },
  { imapHost: /(?:^|\.)mail\.me\.com$/, server: /(?:^|\.)icloud\.com$/, strips: false, several: true },
  {
    imapHost: /(?:^|\.)(?:mail\.yahoo|aol)\.com$/,
    server: /(?:^|\.)yahoo\.com$/,
    strips: false,
    several: false,
  },
  {
    imapHost: /(?:^|\.)zoho(?:mail)?\.[a-z.]+$/,
    server: /(?:^|\.)zohomail\.[a-z.]+$/,
    strips: false,
    several: false,
  },
  { imapHost: /(?:^|\.)yandex\.[a-z.]+$/, server: /(?:^|\.)yandex\.net$/, strips: false, several: false },
]

/** Where an email was received. */
export type Receiver = { readonly accountId: string; readonly imapHost: string }

/**
 * The verdict of the account's own server about an email, or null where no field can be believed (R-31, RFC 8601 §5).
 *
 * Anybody can write such a field into a mail. Only the topmost one is looked at, its authserv-id must belong to the
 * owner of the account's IMAP server (or be the known one of its provider), and the sender must not have been able to put it
 * there: it stands above the topmost Received, which the account's server wrote; or the provider removes foreign ones;
 * or the server is known to stamp every mail ({@link learnedOwner}). Everything below is ignored, however it looks.
 */
export function ownVerdict(
  r: Reader,
  headers: string,
  senderDomain: string,
  receiver: Receiver,
): Authentication | null {
  const fields = headerFields(headers)
  const first = fields.findIndex(({ name }) => name === 'authentication-results')
  const field = fields[first]
  if (field === undefined) return null
  const read = readAuthenticationResults(field.value)
  if (read === null) return null
  const provider = providers.find(({ imapHost }) => imapHost.test(receiver.imapHost))
  const isOwn =
    provider === undefined
      ? read.server !== '' && sameOwner(read.server, receiver.imapHost)
      : provider.server.test(read.server)
  if (!isOwn) return null
  const received = fields.findIndex(({ name }) => name === 'received')
  const isAbove = received !== -1 && first < received
  const isStamped = () => learnedOwner(r, receiver.accountId) === registrableDomain(read.server)
  if (!isAbove && provider?.strips !== true && !isStamped()) return null
  const results: MethodResult[] = [...read.results]
  if (provider?.several === true) {
    for (const next of fields.slice(first + 1)) {
      const more = next.name === 'authentication-results' ? readAuthenticationResults(next.value) : null
      if (more === null || !provider.server.test(more.server)) break
      // What a field above has said stands.
      results.push(...more.results.filter(one => !read.results.some(({ method }) => method === one.method)))
    }
  }
  return {
    by: read.server === '' ? 'outlook.com' : read.server,
    spf: verdictOf(results, 'spf'),
    dkim: verdictOf(results, 'dkim'),
    dmarc: verdictOf(results, 'dmarc'),
    signedBy: signers(results).find(signer => sameOwner(signer, senderDomain)) ?? null,
  }
}
