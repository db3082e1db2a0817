import type { MailboxRole } from '#shared/account.ts'

/** Where mail was to go, and where it was. */
export type Intent = { readonly from: MailboxRole; readonly to: MailboxRole }

/** Places in which mail counts, those of sent mail apart. */
const filed: ReadonlySet<MailboxRole> = new Set(['inbox', 'archive', 'all', 'none'])

/**
 * What becomes of a wish whose mail others moved before the server was told (F-32, F-33): `follow` it to where it lies
 * and move it on from there, or `yield` to what they did.
 *
 * The user's last intent wins as far as it still says something:
 * - who deletes wants it out of every place that counts; mail that others deleted or called junk is out already;
 * - who archives wants it out of the inbox; wherever else it was filed, it is;
 * - who brings back to the inbox wants it there, unless others deleted it: nothing is pulled out of Trash;
 * - who puts back to another mailbox takes something back; where others moved it since, theirs is the later word.
 */
export function lastIntent({ to }: Intent, found: MailboxRole): 'follow' | 'yield' {
  switch (to) {
    case 'trash':
    case 'junk':
      return filed.has(found) || found === 'sent' ? 'follow' : 'yield'
    case 'archive':
    case 'all':
      return found === 'inbox' ? 'follow' : 'yield'
    case 'inbox':
      return filed.has(found) && found !== 'inbox' ? 'follow' : 'yield'
    case 'sent':
    case 'drafts':
    case 'none':
      return 'yield'
  }
}
