import type { Unsubscribe } from './unsubscribe.ts'

/** How to leave the list that sent a mail, from its header block (RFC 2369 §3.2, RFC 8058 §3.1). */
export function readUnsubscribe(_headers: string): Unsubscribe | null {
  return null
}
