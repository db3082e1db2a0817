import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import { Dialog } from '#renderer/ui/Dialog.tsx'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import type { SavedView } from '#shared/actions.ts'
import { useFilterWords } from './use-filter-words.ts'
import { useSavedViews, viewNamed } from './use-saved-views.ts'

/** Names, order and end of saved views. Changes hold at once. */
export function ManageViewsDialog({ onClose }: { readonly onClose: () => void }) {
  const { views, rename, remove, move } = useSavedViews()
  const words = useFilterWords()
  return (
    <Dialog open title={t('views.manageTitle')} closeLabel={t('views.close')} onClose={onClose}>
      {views.length === 0 ? <p className="text-ink-2">{t('views.none')}</p> : null}
      <ul aria-label={t('views.manageTitle')}>
        {views.map((view, index) => (
          <li key={view.id} className="flex items-center gap-1 border-b border-line py-1.5 last:border-0">
            <div className="min-w-0 flex-1">
              <NameField
                view={view}
                onName={name => {
                  const other = viewNamed(views, name)
                  if (other === undefined || other.id === view.id) rename(view.id, name)
                }}
              />
              <p className="truncate px-2 text-small text-ink-2">{words(view.filter)}</p>
            </div>
            <IconButton
              icon={ArrowUp}
              label={t('views.up', { name: view.name })}
              disabled={index === 0}
              onClick={() => move(view.id, -1)}
            />
            <IconButton
              icon={ArrowDown}
              label={t('views.down', { name: view.name })}
              disabled={index === views.length - 1}
              onClick={() => move(view.id, 1)}
            />
            <IconButton
              icon={Trash2}
              label={t('views.delete', { name: view.name })}
              onClick={() => remove(view.id)}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

/** Kept with Enter or by leaving the field; Escape takes it back. */
function NameField(props: { readonly view: SavedView; readonly onName: (name: string) => void }) {
  const { view, onName } = props
  const [draft, setDraft] = useState<string | null>(null)
  const keep = () => {
    const name = draft?.trim() ?? ''
    setDraft(null)
    if (name !== '' && name !== view.name) onName(name)
  }
  return (
    <input
      aria-label={t('views.renamed', { name: view.name })}
      maxLength={60}
      spellCheck={false}
      value={draft ?? view.name}
      onChange={event => setDraft(event.target.value)}
      onBlur={keep}
      onKeyDown={event => {
        if (event.key === 'Enter') keep()
        else if (event.key === 'Escape' && draft !== null) setDraft(null)
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
      className="select-content h-8 w-full rounded-control border border-transparent bg-transparent px-2 text-ink hover:border-line-strong focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0"
    />
  )
}
