import { useAsk } from '#renderer/api/mutations.ts'
import { thrownText } from '#renderer/i18n/error-text.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { Dialog } from '#renderer/ui/Dialog.tsx'
import type { Account } from '#shared/account.ts'

/** Asks before a mailbox leaves this computer. */
export function RemoveDialog(props: { readonly account: Account; readonly onClose: () => void }) {
  const { account, onClose } = props
  const remove = useAsk('accounts/remove')
  return (
    <Dialog
      open
      title={t('accounts.removeTitle', { address: account.address })}
      closeLabel={t('accounts.dismiss')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('accounts.cancel')}</Button>
          <Button
            look="danger"
            disabled={remove.isPending}
            onClick={() => remove.mutate({ id: account.id }, { onSuccess: onClose })}
          >
            {t('accounts.remove')}
          </Button>
        </>
      }
    >
      <p className="text-ink-2">{t('accounts.removeBody')}</p>
      {remove.error === null ? null : (
        <p role="alert" className="mt-2 text-danger">
          {thrownText(remove.error).what} {thrownText(remove.error).next}
        </p>
      )}
    </Dialog>
  )
}
