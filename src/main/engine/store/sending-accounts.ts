import type { Reader, Writer } from './handle.ts'

/** Whether an account's server files sent mail by itself, as was seen once. */
export function filesSentItself(r: Reader, accountId: string): boolean {
  const row = r.prepare<{ files_sent: number }>('SELECT files_sent FROM account WHERE id = ?').get(accountId)
  return row?.files_sent === 1
}

/** The server of this account was seen to file sent mail by itself. */
export function noteFilesSent(w: Writer, accountId: string): void {
  w.prepare('UPDATE account SET files_sent = 1 WHERE id = ? AND files_sent = 0').run(accountId)
}

/** The largest mail that an account's server takes, as it last said (RFC 1870); null where it never did. */
export function smtpSizeLimit(r: Reader, accountId: string): number | null {
  const row = r
    .prepare<{ smtp_size_bytes: number | null }>('SELECT smtp_size_bytes FROM account WHERE id = ?')
    .get(accountId)
  return row?.smtp_size_bytes ?? null
}

/** Notes the largest mail that an account's server takes. */
export function noteSmtpSizeLimit(w: Writer, accountId: string, sizeBytes: number | null): void {
  w.prepare('UPDATE account SET smtp_size_bytes = ? WHERE id = ?').run(sizeBytes, accountId)
}
