/** A report's own words, and what it gives back of the mail that failed. */
export type SplitReport = { readonly words: string; readonly copy: string | null }

/** What a copied header block names. */
export type CopiedHeaders = {
  readonly messageId: string | null
  readonly subject: string | null
  readonly to: string | null
}

const linesAtMost = 3_000

/** Lines after which reports put the returned mail, in the words of many programs; matched without rulers and bullets. */
const copyMarks = [
  /^(?:below|above) (?:this|the next) line is (?:a|the) copy/,
  /^(?:this|here|enclosed|attached|attachment|included|below) is (?:a |the )?(?:truncated )?(?:copy|original|header)/,
  /^a copy of (?:the|your) original message/,
  /^(?:the |your )?(?:original|unsent|returned|undelivered|failed|old|bounced) (?:message|mail|email|e-mail)(?: (?:text|info|headers?|content|body))?(?: (?:follows|is following|attached))?$/,
  /^(?:the )?(?:message|mail)(?: headers?| text| header lines)? (?:of the original message )?(?:follows?|is following)$/,
  /^(?:the )?headers? of (?:the |your )?(?:original|source|undelivered) (?:message|mail)/,
  /^(?:start of )?(?:copied|forwarded|original|returned) (?:message|mail) headers?$/,
  /^(?:ursprüngliche nachricht|message d'origine|mensaje original|messaggio originale|mensagem original|oorspronkelijk bericht)$/,
  /^(?:原メール|元のメール|元のメッセージ|オリジナルメッセージ|原邮件|原信件|附件中的内容是原信件)/,
]

/** HTML whose line breaks were lost: the mark stands in the middle of a line. */
const runOnMark = /(-{3,20} ?(?:below this line is a copy|original message follows|this is a copy of))/gi
const ruler = /^[\s\-=_*|~#+>]+|[\s\-=_*|~#+:.]+$/g
const headerLine = /^[A-Za-z][A-Za-z0-9-]{1,60}:/

/**
 * Cuts a report's text where the copy of the failed mail begins: at a line that says so, or at headers as only mail has.
 *
 * Everything after the cut was written by whoever wrote the mail, so none of it may pass for the words of a server.
 */
export function splitReport(whole: string): SplitReport {
  const text = whole.replace(runOnMark, '\n$1')
  const lines = text.split('\n', linesAtMost)
  let length = 0
  for (const [at, line] of lines.entries()) {
    if (isMark(line) || startsHeaders(lines, at)) {
      return { words: lines.slice(0, at).join('\n'), copy: text.slice(length) }
    }
    length += line.length + 1
  }
  return { words: lines.join('\n'), copy: null }
}

function isMark(line: string): boolean {
  if (line.length > 200) return false
  const bare = line.replace(ruler, '').toLowerCase()
  return bare.length >= 4 && copyMarks.some(mark => mark.test(bare))
}

/** `Received:` or `Return-Path:` at a line's start, and more headers behind it. */
function startsHeaders(lines: readonly string[], at: number): boolean {
  if (!/^\s{0,4}(?:received|return-path|x-originating-ip|dkim-signature):/i.test(lines[at] ?? ''))
    return false
  return lines.slice(at + 1, at + 12).some(line => headerLine.test(line.trimStart()))
}

/** Reads what a copied header block names; first mention counts. */
export function readCopiedHeaders(text: string): CopiedHeaders {
  const found = new Map<string, string>()
  let open = ''
  for (const line of text.split('\n', 600)) {
    const field = /^[ \t>|]{0,8}(message-id|subject|to)[ \t]{0,4}:(.*)$/i.exec(line.slice(0, 4_000))
    if (field !== null) {
      open = (field[1] ?? '').toLowerCase()
      if (found.has(open)) open = ''
      else found.set(open, (field[2] ?? '').trim())
    } else if (open !== '' && /^[ \t]/.test(line)) {
      found.set(open, `${found.get(open) ?? ''} ${line.trim()}`.slice(0, 4_000))
    } else open = ''
  }
  return {
    messageId: /<([^<>\s]{1,998})>/.exec(found.get('message-id')?.slice(0, 2_000) ?? '')?.[1] ?? null,
    subject: found.get('subject') || null,
    to: found.get('to') || null,
  }
}
