import { safeLine } from '#shared/safe-text.ts'
import { decodeRaw } from './encoded-words.ts'
import { splitHeader } from './header-fields.ts'
import { parseMessageId } from './message-ids.ts'
import type { MimeNode } from './structure.ts'
import { decodeTransfer } from './transfer.ts'

/** What a multipart/report says (RFC 6522), as far as it can be read without knowing who sent it. */
export type MailReport = {
  /** `delivery-status`, `disposition-notification`, `feedback-report` …; empty where it says none. */
  readonly reportType: string
  /** Message-ID of the mail it is about, from the copy of its headers or from Original-Message-ID. */
  readonly originalMessageId: string | null
  /** Per-recipient fields of the first failed, else first, recipient (RFC 3464 §2.3). */
  readonly finalRecipient: string | null
  readonly action: string | null
  readonly status: string | null
  readonly diagnostic: string | null
}

/** Reads the machine part of a report from a walked message. `bytes` are the walked ones. */
export function readReport(bytes: Buffer, root: MimeNode, reportType: string): MailReport {
  const groups = find(root, 'message/delivery-status')
    .concat(find(root, 'message/disposition-notification'))
    .flatMap(node => fieldGroups(body(bytes, node)))
  const recipient =
    groups.find(group => group.get('action')?.toLowerCase() === 'failed') ??
    groups.find(group => group.get('action') !== undefined)
  const copies = [
    ...find(root, 'message/rfc822'),
    ...find(root, 'message/global'),
    ...find(root, 'text/rfc822-headers'),
    ...find(root, 'message/rfc822-headers'),
  ]
  const copied = copies
    .map(node => parseMessageId(splitHeader(body(bytes, node)).fields.get('message-id')))
    .find(id => id !== null)
  const named = groups.map(group => parseMessageId(group.get('original-message-id'))).find(id => id !== null)
  return {
    reportType,
    originalMessageId: copied ?? named ?? null,
    finalRecipient:
      afterType(recipient?.get('original-recipient')) ?? afterType(recipient?.get('final-recipient')),
    action: recipient?.get('action')?.toLowerCase().slice(0, 20) ?? null,
    status: /\d\.\d{1,3}\.\d{1,3}/.exec(recipient?.get('status') ?? '')?.[0] ?? null,
    diagnostic: afterType(recipient?.get('diagnostic-code')),
  }
}

function find(node: MimeNode, type: string): readonly MimeNode[] {
  if (node.type === type) return [node]
  return node.type.startsWith('message/') ? [] : node.children.flatMap(child => find(child, type))
}

function body(bytes: Buffer, node: MimeNode): Buffer {
  if (node.range === null) return Buffer.alloc(0)
  return decodeTransfer(bytes.subarray(node.range.start, node.range.end), node.encoding, 256 * 1024)
}

/** Groups of fields separated by blank lines (RFC 3464 §2.1). */
function fieldGroups(bytes: Buffer): readonly { readonly get: (name: string) => string | undefined }[] {
  const groups = []
  let at = 0
  while (at < bytes.length && groups.length < 50) {
    const header = splitHeader(bytes.subarray(at))
    if (!header.fields.empty) groups.push(header.fields)
    at += Math.max(1, header.bodyStart)
  }
  return groups
}

/** `rfc822;user@host` without its type. */
function afterType(value: string | undefined): string | null {
  if (value === undefined) return null
  const semicolon = value.indexOf(';')
  return safeLine(decodeRaw(value.slice(semicolon + 1))).slice(0, 1_000) || null
}
