import { tagName } from '#renderer/actions/action-words.ts'
import { t } from '#renderer/i18n/messages.ts'
import type { MailboxSummary, TagDefinition } from '#shared/actions.ts'
import type { ConversationFilter } from '#shared/conversation.ts'

/** What names of things a filter mentions. */
type Known = {
  readonly tags: readonly TagDefinition[]
  readonly mailboxes: readonly MailboxSummary[]
  readonly accounts: readonly { readonly id: string; readonly address: string }[]
}

/** A filter in words, in the order of the filter menu: “Archived · Unread · “invoice””. */
export function filterWords(filter: ConversationFilter, known: Known): string {
  const { source, read, accountId, mailbox, tag, search } = filter
  return [
    viewWords(filter.view),
    source === undefined ? '' : t(`source.${source}`),
    read === undefined ? '' : t(read === 'read' ? 'list.read' : 'list.unreadOnly'),
    filter.waiting === true ? t('list.waiting') : '',
    filter.hasAttachment === true ? t('list.hasAttachment') : '',
    known.accounts.find(account => account.id === accountId)?.address ?? '',
    known.mailboxes.find(each => each.id === mailbox)?.name ?? '',
    tag === undefined ? '' : tagName(known.tags, tag),
    search === undefined ? '' : `“${search}”`,
    filter.searchIn === 'rows' ? t('search.rowsOnly') : '',
  ]
    .filter(part => part !== '')
    .join(' · ')
}

function viewWords(view: ConversationFilter['view']): string {
  if (view === 'archived') return t('list.showArchived')
  if (view === 'snoozed') return t('list.showSnoozed')
  return view === 'all' ? t('list.everything') : t('list.showActive')
}
