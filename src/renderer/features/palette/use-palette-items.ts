import { AtSign, Bookmark, Folder, MessageSquare, Tag } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useMailboxes } from '#renderer/api/actions.ts'
import { useAccounts, useSettings } from '#renderer/api/queries.ts'
import { t } from '#renderer/i18n/messages.ts'
import { keyNames } from '#renderer/stores/command-keys.ts'
import { canRun, commandIds, commandTable, runCommand } from '#renderer/stores/commands.ts'
import { fromRequest, type ListFilter, useListFilter } from '#renderer/stores/list-filter.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { shownName } from '#renderer/ui/shown-name.ts'
import type { Account } from '#shared/account.ts'
import type { ConversationRow } from '#shared/conversation.ts'
import { commandIcon } from './command-icon.ts'
import type { PaletteItem } from './item.ts'

function showList(filter: Partial<ListFilter>): void {
  useListFilter.getState().show(filter)
  useNavigation.getState().showList()
}

/** Everything but conversations: commands that can run, views, mailboxes, tags. */
export function usePaletteItems(): readonly PaletteItem[] {
  const { tags, savedViews } = useSettings()
  const accounts = useAccounts().data
  const mailboxes = useMailboxes().data
  // What can run is what could when the palette was opened.
  const [commands] = useState(commandItems)
  return useMemo(
    () => [
      ...commands,
      ...savedViews.map(view => ({
        key: `view:${view.id}`,
        icon: Bookmark,
        title: view.name,
        detail: t('palette.view'),
        run: () => showList(fromRequest(view.filter)),
      })),
      ...(accounts ?? []).map(account => ({
        key: `account:${account.id}`,
        icon: AtSign,
        title: account.address,
        detail: t('list.filterAccount'),
        run: () => showList({ accountId: account.id }),
      })),
      ...(mailboxes ?? []).map(mailbox => ({
        key: `mailbox:${mailbox.id}`,
        icon: Folder,
        title: mailbox.name,
        detail: mailboxDetail(accounts ?? [], mailbox.accountId),
        run: () => showList({ mailbox: mailbox.id, view: 'all' }),
      })),
      ...tags.map(tag => ({
        key: `tag:${tag.keyword}`,
        icon: Tag,
        title: tag.name,
        detail: t('palette.tag'),
        run: () => showList({ tag: tag.keyword, view: 'all' }),
      })),
    ],
    [commands, savedViews, accounts, mailboxes, tags],
  )
}

/** With several accounts the name of a mailbox does not tell which one is meant. */
function mailboxDetail(accounts: readonly Account[], accountId: string): string {
  const address =
    accounts.length < 2 ? undefined : accounts.find(account => account.id === accountId)?.address
  return address === undefined ? t('list.filterMailbox') : `${t('list.filterMailbox')} · ${address}`
}

function commandItems(): readonly PaletteItem[] {
  return commandIds
    .filter(id => id !== 'palette' && canRun(id))
    .map(id => {
      const [keys] = commandTable[id].keys
      return {
        key: `command:${id}`,
        icon: commandIcon(id),
        title: t(`command.${id}`),
        ...(keys === undefined ? {} : { keys: keyNames(keys) }),
        run: () => void runCommand(id),
      }
    })
}

/** A conversation as an item: opened, wherever it lies. */
export function conversationItem(row: ConversationRow): PaletteItem {
  return {
    key: `conversation:${row.id}`,
    icon: MessageSquare,
    title: shownName(row.contact.name, row.contact.address).name || t('list.unknownSender'),
    detail: row.subject === '' ? t('list.noSubject') : row.subject,
    run: () => useNavigation.getState().open(row.id, true),
  }
}
