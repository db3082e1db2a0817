/** A copy's flags as the store keeps them: the five that decide something, and the rest as text. */
export type StoredFlags = {
  readonly seen: number
  readonly answered: number
  readonly flagged: number
  readonly draft: number
  readonly deleted: number
  readonly keywords: string
}

const systemFlags = new Map<string, Exclude<keyof StoredFlags, 'keywords'>>([
  ['\\seen', 'seen'],
  ['\\answered', 'answered'],
  ['\\flagged', 'flagged'],
  ['\\draft', 'draft'],
  ['\\deleted', 'deleted'],
])

const spelled = {
  seen: '\\Seen',
  answered: '\\Answered',
  flagged: '\\Flagged',
  draft: '\\Draft',
  deleted: '\\Deleted',
}

/** IMAP flags (RFC 9051 §2.3.2) to columns. `\Recent` is a session's affair and dropped; case is ignored. */
export function toStoredFlags(flags: Iterable<string>): StoredFlags {
  const stored = { seen: 0, answered: 0, flagged: 0, draft: 0, deleted: 0 }
  const keywords: string[] = []
  for (const flag of flags) {
    const lower = flag.toLowerCase()
    const column = systemFlags.get(lower)
    if (column) stored[column] = 1
    else if (!lower.startsWith('\\') && flag !== '') keywords.push(flag)
  }
  return { ...stored, keywords: [...new Set(keywords)].sort().join(' ') }
}

/** Columns back to IMAP flags: system flags first, then keywords in order. */
export function fromStoredFlags(stored: StoredFlags): string[] {
  const flags: string[] = []
  for (const name of ['seen', 'answered', 'flagged', 'draft', 'deleted'] as const) {
    if (stored[name]) flags.push(spelled[name])
  }
  if (stored.keywords !== '') flags.push(...stored.keywords.split(' '))
  return flags
}

/** IMAP flags as JMAP keywords: `\Seen` is `$seen`; keywords are lower case (RFC 8621 §4.1.1). */
export function toKeywords(flags: Iterable<string>): string[] {
  return [...flags].map(flag => (flag.startsWith('\\') ? `$${flag.slice(1)}` : flag).toLowerCase())
}
