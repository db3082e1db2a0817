import { useState } from 'react'
import { useAsk } from '#renderer/api/mutations.ts'
import { thrownText } from '#renderer/i18n/error-text.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { Dialog } from '#renderer/ui/Dialog.tsx'
import { TextField } from '#renderer/ui/TextField.tsx'
import type { Account } from '#shared/account.ts'

/** A new password for a known account. */
export function PasswordDialog(props: { readonly account: Account; readonly onClose: () => void }) {
  const { account, onClose } = props
  const [password, setPassword] = useState('')
  const save = useAsk('accounts/password')
  const submit = () => save.mutate({ id: account.id, password }, { onSuccess: onClose })
  return (
    <Dialog
      open
      title={t('accounts.passwordTitle', { address: account.address })}
      closeLabel={t('accounts.dismiss')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('accounts.cancel')}</Button>
          <Button look="primary" disabled={password === '' || save.isPending} onClick={submit}>
            {t('accounts.save')}
          </Button>
        </>
      }
    >
      <form
        onSubmit={event => {
          event.preventDefault()
          if (password !== '') submit()
        }}
      >
        <p className="mb-3 text-ink-2">
          {t('form.sendsTo')} {account.imap.host}
          {account.smtp === null || account.smtp.host === account.imap.host ? '' : `, ${account.smtp.host}`}
        </p>
        <TextField
          label={t('accounts.password')}
          type="password"
          autoComplete="current-password"
          autoFocus
          value={password}
          onText={setPassword}
        />
        {save.error === null ? null : (
          <p role="alert" className="mt-2 text-danger">
            {thrownText(save.error).what} {thrownText(save.error).next}
          </p>
        )}
      </form>
    </Dialog>
  )
}
