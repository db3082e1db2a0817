import { addressKey, domainOf, isSendable } from './address.ts'
import type { DraftContent, DraftKind, DraftWarning } from './draft.ts'
import { attachmentWord } from './draft-checks-attachment.ts'
import { splitQuoted } from './quoted-text.ts'
import { isNoReply } from './recipients-no-reply.ts'
import { registrableDomain } from './registrable-domain.ts'

/** A draft as its checks see it. */
export type DraftToCheck = {
  readonly kind: DraftKind
  readonly content: DraftContent
  readonly attachments: readonly { readonly sizeBytes: number }[]
  /** Every address of the conversation, own ones included; empty for a mail of its own. */
  readonly known: readonly string[]
  /** The largest mail that the server takes; null where it has not said. */
  readonly limitBytes: number | null
}

/** Base64 makes four characters of three bytes, and ends each line of 76 with two more. */
const encodedShare = (4 / 3) * (78 / 76)
const headBytes = 4 * 1024

/** Domains where a neighbour is a stranger. */
const publicMail = new Set(
  (
    'aol.com fastmail.com free.fr gmail.com gmx.com gmx.de gmx.net googlemail.com hey.com hotmail.com icloud.com laposte.net ' +
    'libero.it live.com mac.com mail.com mail.ru me.com msn.com naver.com orange.fr outlook.com pm.me posteo.de proton.me ' +
    'protonmail.com qq.com t-online.de tuta.com tutanota.com wanadoo.fr web.de wp.pl yahoo.co.jp yahoo.com yandex.ru 163.com 126.com'
  ).split(' '),
)

/**
 * What speaks against sending a draft as it stands, the gravest first; the person decides.
 *
 * Words count only where the writer wrote them: neither the quote nor the signature asks for a file.
 */
export function checkDraft(draft: DraftToCheck): readonly DraftWarning[] {
  const { content, attachments, kind } = draft
  const addresses = [...content.to, ...content.cc, ...content.bcc].map(({ address }) => address)
  const own = ownWords(content.text)
  const warnings: DraftWarning[] = []
  if (addresses.length === 0) warnings.push({ kind: 'no-recipient' })
  for (const address of addresses) if (!isSendable(address)) warnings.push({ kind: 'bad-address', address })
  const sizeBytes = wireBytes(draft)
  const { limitBytes } = draft
  if (limitBytes !== null && sizeBytes > limitBytes)
    warnings.push({ kind: 'too-large', sizeBytes, limitBytes })
  const word =
    attachments.length === 0 && kind !== 'forward' ? attachmentWord(`${content.subject}\n${own}`) : null
  if (word !== null) warnings.push({ kind: 'attachment-missing', word })
  for (const address of addresses.filter(isNoReply)) warnings.push({ kind: 'no-reply-address', address })
  for (const address of unusual(draft, addresses)) warnings.push({ kind: 'unusual-recipient', address })
  if (own.trim() === '' && attachments.length === 0 && kind !== 'forward') warnings.push({ kind: 'empty' })
  if (content.subject.trim() === '') warnings.push({ kind: 'no-subject' })
  return warnings
}

/** About how many bytes the mail has on the wire. */
function wireBytes({ content, attachments }: DraftToCheck): number {
  const files = attachments.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  return Math.ceil((files + (content.text.length + content.html.length) * 2) * encodedShare) + headBytes
}

function ownWords(text: string): string {
  return splitQuoted(text)
    .filter(segment => segment.kind === 'own')
    .map(segment => segment.text)
    .join('\n')
}

/** Addresses of an answer that belong to nobody the conversation has to do with. A forward goes to a stranger on purpose. */
function unusual({ kind, known }: DraftToCheck, addresses: readonly string[]): readonly string[] {
  if (known.length === 0 || kind === 'new' || kind === 'forward') return []
  const familiar = new Set(known.map(addressKey))
  const domains = new Set(known.map(ownerOf).filter(domain => domain !== '' && !publicMail.has(domain)))
  return addresses.filter(
    address => isSendable(address) && !familiar.has(addressKey(address)) && !domains.has(ownerOf(address)),
  )
}

const ownerOf = (address: string) => registrableDomain(domainOf(address))
