import { type FormEvent, useId, useState } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import { toRequest, useListFilter } from '#renderer/stores/list-filter.ts'
import { useToasts } from '#renderer/stores/toasts.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { Dialog } from '#renderer/ui/Dialog.tsx'
import { TextField } from '#renderer/ui/TextField.tsx'
import { useFilterWords } from './use-filter-words.ts'
import { useSavedViews, viewNamed } from './use-saved-views.ts'

/** A name for what the list shows. */
export function SaveViewDialog({ onClose }: { readonly onClose: () => void }) {
  const { views, save } = useSavedViews()
  const [filter] = useState(() => toRequest(useListFilter.getState()))
  const [name, setName] = useState(filter.search ?? '')
  const words = useFilterWords()
  const formId = useId()
  const replaces = viewNamed(views, name) !== undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return
    save(name, filter)
    useToasts.getState().say(t('views.saved', { name: name.trim() }))
    onClose()
  }
  return (
    <Dialog
      open
      title={t('views.saveTitle')}
      closeLabel={t('views.close')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('views.cancel')}</Button>
          <Button type="submit" form={formId} look="primary" disabled={name.trim() === ''}>
            {t('views.keep')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <TextField
          label={t('views.name')}
          maxLength={60}
          autoFocus
          value={name}
          onText={setName}
          {...(replaces ? { hint: t('views.replaces') } : {})}
        />
        <p className="mt-3 text-small text-ink-2">{t('views.holds', { what: words(filter) })}</p>
      </form>
    </Dialog>
  )
}
