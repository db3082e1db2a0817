import { useRef } from 'react'
import { useOpenedConversation } from '#renderer/api/queries.ts'
import { t } from '#renderer/i18n/messages.ts'
import { rowsOfTarget, useListWalk } from '#renderer/stores/list-walk.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { Dialog } from '#renderer/ui/Dialog.tsx'
import { TagDot } from '#renderer/ui/TagDot.tsx'
import type { ActionTarget } from '#shared/actions.ts'
import { useTagChecks } from './use-tag-checks.ts'

/** The tags of conversations, ticked where all of them have one. Each tick holds at once. */
export function TagDialog(props: { readonly target: ActionTarget; readonly onClose: () => void }) {
  const { target, onClose } = props
  // What is ticked follows the rows of the list.
  useListWalk(state => state.rows)
  const listed = rowsOfTarget(target)
  // What is open need not be in the list.
  const opened = useOpenedConversation('ids' in target ? (target.ids[0] ?? null) : null).data?.row
  const rows = listed.length === 0 && opened !== undefined ? [opened] : listed
  const choices = useTagChecks(target, rows)
  const firstRef = useRef<HTMLInputElement>(null)
  return (
    <Dialog
      open
      title={t('tags.title')}
      closeLabel={t('deleting.close')}
      focusRef={firstRef}
      onClose={onClose}
      actions={
        <Button look="primary" onClick={onClose}>
          {t('tags.done')}
        </Button>
      }
    >
      {choices.length === 0 ? <p className="text-ink-2">{t('tags.none')}</p> : null}
      <div className="-mx-2">
        {choices.map((tag, index) => (
          <label
            key={tag.keyword}
            className="flex h-9 items-center gap-2.5 rounded-control px-2 hover:bg-hover"
          >
            <input
              ref={index === 0 ? firstRef : null}
              type="checkbox"
              className="size-4 accent-accent"
              checked={tag.checked}
              onChange={event => tag.check(event.target.checked)}
            />
            <TagDot color={tag.color} />
            <span className="min-w-0 flex-1 truncate">{tag.name}</span>
          </label>
        ))}
      </div>
    </Dialog>
  )
}
