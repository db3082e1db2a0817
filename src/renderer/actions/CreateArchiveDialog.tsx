import { useRef } from 'react'
import { useAccounts } from '#renderer/api/queries.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { Dialog } from '#renderer/ui/Dialog.tsx'

/** Asks, once per account, before a mailbox for archived conversations is made on its server. */
export function CreateArchiveDialog(props: {
  readonly accountId: string
  readonly onAnswer: (yes: boolean) => void
}) {
  const { accountId, onAnswer } = props
  const account = (useAccounts().data ?? []).find(each => each.id === accountId)
  const createRef = useRef<HTMLButtonElement>(null)
  return (
    <Dialog
      open
      title={t('archiving.title')}
      closeLabel={t('deleting.close')}
      focusRef={createRef}
      onClose={() => onAnswer(false)}
      actions={
        <>
          <Button onClick={() => onAnswer(false)}>{t('deleting.cancel')}</Button>
          <Button ref={createRef} look="primary" onClick={() => onAnswer(true)}>
            {t('archiving.create')}
          </Button>
        </>
      }
    >
      <p className="text-ink-2">{t('archiving.body', { address: account?.address ?? '' })}</p>
    </Dialog>
  )
}
