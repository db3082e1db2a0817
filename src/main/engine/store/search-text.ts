import { searchWords } from '#shared/search-words.ts'
import { addressWords, type EmailAddresses, unpackAddresses } from './addresses.ts'

/** What stands before a word that is found in this field only. No word holds one of them: they are no letters. */
export const fieldMarks = { from: '@', to: '>', subject: '#' } as const

/** The fields of an email that can be searched by name. */
export type SearchField = keyof typeof fieldMarks

/** What an email is found by beside its words: those of its sender, recipients and subject again, marked. */
export function fieldWords(email: { readonly subject: string; readonly addresses: string }): string {
  const { from, to, subject } = searchedFields(email)
  return `${marked('from', from)} ${marked('to', to)} ${marked('subject', subject)}`
}

/** The fields as text: a form's visitor counts as its sender, and copies as recipients. */
function searchedFields(email: {
  readonly subject: string
  readonly addresses: string
}): Readonly<Record<SearchField, string>> {
  const { from, replyTo, to, cc, bcc } = unpackAddresses(email.addresses)
  const words = (some: Partial<EmailAddresses>) =>
    addressWords({ from: [], replyTo: [], to: [], cc: [], bcc: [], ...some })
  return { from: words({ from, replyTo }), to: words({ to, cc, bcc }), subject: email.subject }
}

function marked(field: SearchField, text: string): string {
  const words = searchWords(text)
  return words === '' ? '' : `${fieldMarks[field]}${words.replaceAll(' ', ` ${fieldMarks[field]}`)}`
}
