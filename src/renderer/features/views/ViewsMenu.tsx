import { Bookmark } from 'lucide-react'
import { useState } from 'react'
import { useConversationCount } from '#renderer/api/conversation-count.ts'
import { countWords } from '#renderer/i18n/format-number.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useCommands } from '#renderer/stores/commands.ts'
import { fromRequest, isNarrowed, useListFilter } from '#renderer/stores/list-filter.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import { Menu, MenuItem, MenuLine, MenuNote } from '#renderer/ui/Menu.tsx'
import type { SavedView } from '#shared/actions.ts'
import { ManageViewsDialog } from './ManageViewsDialog.tsx'
import { SaveViewDialog } from './SaveViewDialog.tsx'
import { mostViews, useSavedViews } from './use-saved-views.ts'

/** Searches and filters with a name: open one, save what is shown, set them in order. */
export function ViewsMenu() {
  const { views } = useSavedViews()
  const narrowed = useListFilter(isNarrowed)
  const [dialog, setDialog] = useState<'save' | 'manage' | null>(null)
  const canSave = narrowed && views.length < mostViews
  const save = () => setDialog('save')
  useCommands({ 'save-view': canSave ? save : null })
  return (
    <>
      <Menu trigger={<IconButton icon={Bookmark} label={t('views.menu')} className="size-8" />}>
        {views.map(view => (
          <ViewItem key={view.id} view={view} />
        ))}
        {views.length === 0 && !canSave ? <MenuNote text={t('views.none')} /> : null}
        {canSave ? (
          <>
            {views.length === 0 ? null : <MenuLine />}
            <MenuItem label={t('views.save')} onSelect={save} />
          </>
        ) : null}
        {views.length === 0 ? null : (
          <>
            {canSave ? null : <MenuLine />}
            <MenuItem label={t('views.manage')} onSelect={() => setDialog('manage')} />
          </>
        )}
      </Menu>
      {dialog === 'save' ? <SaveViewDialog onClose={() => setDialog(null)} /> : null}
      {dialog === 'manage' ? <ManageViewsDialog onClose={() => setDialog(null)} /> : null}
    </>
  )
}

/** A view with its count, which is asked for while the menu is open. */
function ViewItem({ view }: { readonly view: SavedView }) {
  const count = useConversationCount(view.filter)
  return (
    <MenuItem
      label={view.name}
      {...(count === undefined ? {} : { detail: countWords(count) })}
      onSelect={() => {
        useListFilter.getState().show(fromRequest(view.filter))
        useNavigation.getState().showList()
      }}
    />
  )
}
