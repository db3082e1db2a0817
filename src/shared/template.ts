import type { EmailAddress } from './address.ts'

/** The variables that a template may hold, as they are written between `{{` and `}}`. */
export const templateVariables = [
  'contact.firstName',
  'contact.lastName',
  'contact.name',
  'contact.email',
  'me.firstName',
  'me.name',
  'me.email',
  'subject',
] as const

export type TemplateVariable = (typeof templateVariables)[number]

/** What is known for each variable; empty where nothing is. */
export type TemplateValues = Readonly<Record<TemplateVariable, string>>

/** A template with its variables filled in. */
export type FilledTemplate = {
  readonly html: string
  /** What stayed between its braces, each once: no such variable, or nothing to put there. To be marked, and filled by hand. */
  readonly unfilled: readonly string[]
}

const variable = /\{\{\s{0,3}([\p{L}\p{N}._-]{1,60})\s{0,3}\}\}/gu

/** The values for a conversation with `contact`, written as `me`. */
export function templateValues(about: {
  readonly contact: EmailAddress | null
  readonly me: EmailAddress | null
  readonly subject: string
}): TemplateValues {
  const contact = nameParts(about.contact?.name ?? '')
  const me = nameParts(about.me?.name ?? '')
  return {
    'contact.firstName': contact.first,
    'contact.lastName': contact.last,
    'contact.name': contact.whole,
    'contact.email': about.contact?.address ?? '',
    'me.firstName': me.first,
    'me.name': me.whole,
    'me.email': about.me?.address ?? '',
    subject: about.subject.trim(),
  }
}

/** Fills a template of the editor's HTML. Values are text: whatever they hold, it stays words. */
export function fillTemplate(html: string, values: TemplateValues): FilledTemplate {
  const unfilled = new Set<string>()
  const filled = html.replace(variable, (whole: string, name: string) => {
    const value = isVariable(name) ? values[name] : ''
    if (value !== '') return escapeHtml(value)
    unfilled.add(name)
    return whole
  })
  return { html: filled, unfilled: [...unfilled] }
}

function isVariable(name: string): name is TemplateVariable {
  return templateVariables.some(known => known === name)
}

/** `Lund, Ada` and `Ada Lund` both; one word alone is a first name. A name that is an address is none. */
function nameParts(name: string): { readonly first: string; readonly last: string; readonly whole: string } {
  const text = name.replace(/\s+/g, ' ').trim()
  if (text === '' || text.includes('@')) return { first: '', last: '', whole: '' }
  const [before = '', after] = text.split(/, ?/, 2)
  const ordered = after === undefined || after === '' ? before : `${after} ${before}`
  const [first = '', ...rest] = ordered.split(' ')
  return { first, last: rest.at(-1) ?? '', whole: ordered }
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
