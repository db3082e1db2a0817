import { useState } from 'react'
import { useAsk } from '#renderer/api/mutations.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useToasts } from '#renderer/stores/toasts.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { Dialog } from '#renderer/ui/Dialog.tsx'
import { isAppError } from '#shared/errors.ts'
import type { Unsubscribe } from '#shared/unsubscribe.ts'
import { useOpenLink } from './use-open-link.ts'

type Way = Exclude<Unsubscribe, { readonly kind: 'page' }>

/** Asks before a list is left, and names the host that is told: nothing is sent without this click. */
export function UnsubscribeDialog(props: {
  readonly emailId: string
  readonly way: Way
  readonly onClose: () => void
}) {
  return props.way.kind === 'mail' ? (
    <WriteToList way={props.way} onClose={props.onClose} />
  ) : (
    <OneClick emailId={props.emailId} way={props.way} onClose={props.onClose} />
  )
}

function OneClick(props: {
  readonly emailId: string
  readonly way: Extract<Way, { readonly kind: 'one-click' }>
  readonly onClose: () => void
}) {
  const { host, url } = props.way
  const leave = useAsk('emails/unsubscribe')
  const say = useToasts(state => state.say)
  const openLink = useOpenLink()
  const submit = () =>
    leave.mutate(
      { emailId: props.emailId },
      {
        onSuccess: () => {
          say(t('list-mail.done', { host }))
          props.onClose()
        },
      },
    )
  return (
    <Dialog
      open
      title={t('list-mail.title')}
      closeLabel={t('accounts.dismiss')}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{t('accounts.cancel')}</Button>
          {leave.isError ? (
            <Button look="primary" onClick={() => void openLink(url).then(props.onClose)}>
              {t('list-mail.openPage')}
            </Button>
          ) : (
            <Button look="primary" disabled={leave.isPending} onClick={submit}>
              {t('list-mail.unsubscribe')}
            </Button>
          )}
        </>
      }
    >
      <p className="[overflow-wrap:anywhere]">{t('list-mail.oneClick', { host })}</p>
      {leave.isError ? (
        <p role="alert" className="mt-2 text-danger [overflow-wrap:anywhere]">
          {failure(leave.error, host)}
        </p>
      ) : null}
    </Dialog>
  )
}

function failure(error: unknown, host: string): string {
  if (isAppError(error, 'blocked')) return t('list-mail.blocked', { host })
  return isAppError(error, 'server-refused')
    ? t('list-mail.refused', { host })
    : t('list-mail.unreachable', { host })
}

function WriteToList(props: {
  readonly way: Extract<Way, { readonly kind: 'mail' }>
  readonly onClose: () => void
}) {
  const { address, subject } = props.way
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    const answer = await window.parley.copyText(address)
    setCopied(answer.ok)
  }
  return (
    <Dialog
      open
      title={t('list-mail.title')}
      closeLabel={t('accounts.dismiss')}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{t('accounts.cancel')}</Button>
          <Button look="primary" onClick={() => void copy()}>
            {copied ? t('thread.copied') : t('list-mail.copyAddress')}
          </Button>
        </>
      }
    >
      <p className="select-content [overflow-wrap:anywhere]">
        {subject === null
          ? t('list-mail.write', { address })
          : t('list-mail.writeSubject', { address, subject })}
      </p>
    </Dialog>
  )
}
