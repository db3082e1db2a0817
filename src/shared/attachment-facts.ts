import type { AttachmentKind } from './attachment.ts'
import { attachmentKind, typeOfName, unknownType } from './attachment-kind.ts'
import { looksExecutable } from './file-name.ts'

/** What can be said of an attachment. */
export type AttachmentFacts = {
  /** By the bytes where they were looked at, else as declared. */
  readonly type: string
  readonly kind: AttachmentKind
  /** Whether it may be handed to another program. */
  readonly openable: boolean
  /** Its bytes are something else than its name or its sender says. */
  readonly disguised: boolean
}

/** Formats that are always known by their first bytes: without them the claim is wrong. */
const alwaysKnown = /^(?:application\/pdf|image\/(?:png|jpeg|gif|webp|bmp))$/
const zipBased =
  /^application\/(?:vnd\.(?:openxmlformats|oasis|apple|ms-(?:word|excel|powerpoint))|epub\+zip|java-archive|vnd\.android|x-zip)/
const cfbBased = /^application\/(?:msword|vnd\.ms-|vnd\.visio|x-msi)/
const textBased =
  /^(?:text\/|message\/|application\/(?:json|xml|ics|rtf|javascript|x-sh|sql|pgp|x-yaml|yaml)|[a-z]+\/[a-z0-9.-]+\+(?:xml|json)$)/

/**
 * Type, kind and danger of an attachment from its name, the declared type, and the type found in its bytes (null while
 * they are not here).
 *
 * Bytes win over words. A sniffed `text/plain` or a bare container (ZIP, compound file) leaves the claim standing where
 * the claimed format is made of such bytes.
 */
export function attachmentFacts(
  name: string,
  declaredType: string,
  sniffedType: string | null,
): AttachmentFacts {
  const declared = declaredType.toLowerCase()
  const byName = typeOfName(name)
  const claimed = declared === '' || declared === unknownType ? (byName ?? unknownType) : declared
  const type = sniffedType === null ? claimed : realType(claimed, byName, sniffedType)
  // Unknown bytes are not what their name says, or they would be known.
  const kind = attachmentKind(name, sniffedType !== null && type === unknownType ? 'unknown' : type)
  return {
    type,
    kind,
    openable: kind !== 'program' && !looksExecutable(name),
    disguised: sniffedType !== null && isDisguised(name, kind, type, [claimed, byName ?? claimed]),
  }
}

function realType(claimed: string, byName: string | null, sniffed: string): string {
  const claims = byName === null ? [claimed] : [claimed, byName]
  const fits = (pattern: RegExp) => claims.find(claim => pattern.test(claim))
  switch (sniffed) {
    case 'text/plain':
      return fits(textBased) ?? sniffed
    case 'application/xml':
      return fits(/\+xml$|\/xml$/) ?? sniffed
    case 'application/zip':
      return fits(zipBased) ?? sniffed
    case 'application/x-cfb':
      return fits(cfbBased) ?? sniffed
    case unknownType:
      return claims.some(claim => alwaysKnown.test(claim)) ? unknownType : claimed
    default:
      return sniffed
  }
}

/** Whether none of the claims is of the kind that was found; claims that promise nothing don't count. */
function isDisguised(
  name: string,
  found: AttachmentKind,
  type: string,
  claims: readonly [declared: string, byName: string],
): boolean {
  // What is declared in the open is no disguise, but for a program whose name is another's.
  const honest = claims.includes(type) && (found !== 'program' || looksExecutable(name))
  const promised = (honest ? [] : found === 'program' ? [claims[1]] : claims)
    .map(claim => attachmentKind('', claim))
    .filter(kind => kind !== 'other')
  return promised.length > 0 && !promised.some(kind => family(kind) === family(found))
}

/** Kinds that are told apart by more than their first bytes count as one. */
function family(kind: AttachmentKind): string {
  if (kind === 'audio' || kind === 'video') return 'media'
  return kind === 'event' || kind === 'contact-card' || kind === 'email' ? 'text' : kind
}
