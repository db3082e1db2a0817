import { AtSign, Bookmark, Command, Inbox, MessageSquare, Tag } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useAccounts, useSettings } from '#renderer/api/queries.ts'
import { t } from '#renderer/i18n/messages.ts'
import { keyNames } from '#renderer/stores/command-keys.ts'
import { canRun, commandIds, commandTable, runCommand } from '#renderer/stores/commands.ts'
import { fromRequest, type ListFilter, useListFilter } from '#renderer/stores/list-filter.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { shownName } from '#renderer/ui/shown-name.ts'
import type { ConversationRow } from '#shared/conversation.ts'
import type { PaletteItem } from './item.ts'

function showList(filter: Partial<ListFilter>): void {
  useListFilter.getState().show(filter)
  useNavigation.getState().showList()
}

/** Everything but conversations: commands that can run, views, mailboxes, tags. */
export function usePaletteItems(): readonly PaletteItem[] {
  const { tags, savedViews } = useSettings()
  const accounts = useAccounts().data
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
        detail: t('palette.account'),
        run: () => showList({ accountId: account.id }),
      })),
      ...tags.map(tag => ({
        key: `tag:${tag.keyword}`,
        icon: Tag,
        title: tag.name,
        detail: t('palette.tag'),
        run: () => showList({ tag: tag.keyword, view: 'all' }),
      })),
    ],
    [commands, savedViews, accounts, tags],
  )
}

function commandItems(): readonly PaletteItem[] {
  return commandIds
    .filter(id => id !== 'palette' && canRun(id))
    .map(id => {
      const [keys] = commandTable[id].keys
      return {
        key: `command:${id}`,
        icon: commandTable[id].group === 'go' ? Inbox : Command,
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
