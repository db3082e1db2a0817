import { useEffect, useRef } from 'react'
import { type DeleteQuestion, useDeletePreview } from '#renderer/api/actions.ts'
import { thrownText } from '#renderer/i18n/error-text.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { Dialog } from '#renderer/ui/Dialog.tsx'
import type { ActionTarget, DeletePreview } from '#shared/actions.ts'

/** Asks before conversations go to Trash: how many, and which drafts go with them (semantics.md, Archive, delete). */
export function DeleteDialog(props: {
  readonly target: ActionTarget
  readonly onAnswer: (consent: Pick<DeleteQuestion, 'upTo' | 'targets'> | null) => void
}) {
  const { target, onAnswer } = props
  const { data, error } = useDeletePreview(target)
  const deleteRef = useRef<HTMLButtonElement>(null)
  const known = data !== undefined
  useEffect(() => {
    if (known) deleteRef.current?.focus()
  }, [known])
  const count = data?.conversations ?? ('ids' in target ? target.ids.length : 2)
  return (
    <Dialog
      open
      title={t('deleting.title', { count })}
      closeLabel={t('deleting.close')}
      focusRef={deleteRef}
      onClose={() => onAnswer(null)}
      actions={
        <>
          <Button onClick={() => onAnswer(null)}>{t('deleting.cancel')}</Button>
          {known ? (
            <Button
              ref={deleteRef}
              look="danger"
              onClick={() => onAnswer({ upTo: data.upTo, targets: data.targets })}
            >
              {t('action.delete')}
            </Button>
          ) : null}
        </>
      }
    >
      {error === null ? null : (
        <p role="alert" className="text-danger">
          {thrownText(error).what} {thrownText(error).next}
        </p>
      )}
      {data === undefined ? (
        error === null ? (
          <p className="text-ink-2">{t('deleting.counting')}</p>
        ) : null
      ) : (
        <>
          <p className="text-ink-2">{t('deleting.body', { emails: data.emails })}</p>
          <Drafts preview={data} />
        </>
      )}
    </Dialog>
  )
}

function Drafts({ preview }: { readonly preview: DeletePreview }) {
  const { drafts, draftCount } = preview
  const subjectOf = (subject: string) => (subject === '' ? t('list.noSubject') : subject)
  if (draftCount === 0) return null
  if (draftCount === 1 && drafts[0] !== undefined) {
    return <p className="mt-2">{t('deleting.draft', { subject: subjectOf(drafts[0].subject) })}</p>
  }
  return (
    <>
      <p className="mt-2">{t('deleting.drafts', { count: draftCount })}</p>
      <ul className="mt-1 list-disc pl-5">
        {drafts.map((draft, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a conversation may have two drafts of one subject
          <li key={index} className="truncate">
            {subjectOf(draft.subject)}
          </li>
        ))}
      </ul>
      {draftCount > drafts.length ? (
        <p className="pl-5 text-ink-2">{t('deleting.moreDrafts', { count: draftCount - drafts.length })}</p>
      ) : null}
    </>
  )
}
