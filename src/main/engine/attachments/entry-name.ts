import { safeLine } from '#shared/safe-text.ts'

/** A name from inside an attachment as it is listed: one clean line without a path, never empty. */
export function entryName(raw: string): string {
  const line = safeLine(raw.slice(0, 4_096))
  const base = line.slice(Math.max(line.lastIndexOf('/'), line.lastIndexOf('\\')) + 1).trim()
  if (base === '' || base === '.' || base === '..') return 'attachment'
  return base.length > 255 ? `${base.slice(0, 230)}…${base.slice(-20)}` : base
}
