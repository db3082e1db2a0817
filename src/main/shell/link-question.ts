import type { LinkCheck, LinkWarning } from '#shared/link-check.ts'
import { toUnicodeHost } from '#shared/punycode.ts'

/** The question before a link leaves, for a native message box. */
export type LinkQuestion = {
  readonly type: 'question' | 'warning'
  readonly message: string
  readonly detail: string
  /** Always three, or two for what is only copied; the last one is Cancel, the one before it copies. */
  readonly buttons: readonly string[]
  readonly defaultId: number
  readonly cancelId: number
  /** Only where nothing warns. */
  readonly checkboxLabel?: string
}

const longestDetail = 600

/** What is asked about a link: where it really leads, all of its address, and each warning in plain words. */
export function linkQuestion(check: LinkCheck): LinkQuestion {
  const warns = check.warnings.length > 0
  const copyOnly = check.kind !== 'web'
  const buttons =
    check.kind === 'mail'
      ? ['Write', 'Copy address', 'Cancel']
      : check.kind === 'tel'
        ? ['Copy number', 'Cancel']
        : ['Open', 'Copy link', 'Cancel']
  const cancelId = buttons.length - 1
  const letters = toUnicodeHost(check.destination)
  const lines = [
    ...check.warnings.map(warningWords),
    ...(warns ? [''] : []),
    shorten(check.href),
    ...(check.destination === check.shown ? [] : ['', `It goes there through ${check.shown}.`]),
    ...(check.kind === 'web' && letters !== check.destination && !warns
      ? ['', `In letters: ${letters}`]
      : []),
  ]
  return {
    type: warns ? 'warning' : 'question',
    message: question(check),
    detail: lines.join('\n'),
    buttons,
    defaultId: warns ? cancelId : 0,
    cancelId,
    ...(warns || copyOnly
      ? {}
      : { checkboxLabel: `Open links to ${check.destination} without asking from now on` }),
  }
}

function question(check: LinkCheck): string {
  switch (check.kind) {
    case 'mail':
      return `Write to ${check.shown}?`
    case 'tel':
      return `Call ${check.shown}?`
    default:
      return `Open ${check.destination} in your browser?`
  }
}

/** One warning as a sentence. */
function warningWords(warning: LinkWarning): string {
  switch (warning.kind) {
    case 'other-site':
      return `The text of this link says ${warning.claimed}, but it leads to ${warning.real}.`
    case 'numeric-host':
      return 'It leads to a number instead of a name.'
    case 'before-at':
      return `“${warning.claimed}” in this address is not the site that it leads to.`
    case 'mixed-script':
      return `The name of this site mixes letters of several alphabets: ${warning.letters}`
    case 'look-alike':
      return `The name of this site is easily taken for ${warning.of}.`
  }
}

/** Both ends of an address that no message box could hold. */
function shorten(href: string): string {
  return href.length <= longestDetail ? href : `${href.slice(0, longestDetail - 100)} … ${href.slice(-80)}`
}
