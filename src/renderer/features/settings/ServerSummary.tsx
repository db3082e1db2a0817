import { LockKeyhole } from 'lucide-react'
import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'
import type { AccountInput, ServerInput } from './account-form.ts'

/** The servers in words, before a password goes there. */
export function ServerSummary(props: { readonly input: AccountInput; readonly onChange: () => void }) {
  const { imap, smtp } = props.input
  return (
    <div>
      <p className="mb-2 text-ink-2">{t('form.sendsTo')}</p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
        <Server name={t('form.incoming')} server={imap} />
        <Server name={t('form.outgoing')} server={smtp} />
      </dl>
      <Button look="link" className="mt-2.5" onClick={props.onChange}>
        {t('form.change')}
      </Button>
    </div>
  )
}

function Server(props: { readonly name: string; readonly server: ServerInput }) {
  const { host, port, security } = props.server
  return (
    <>
      <dt className="text-ink-2">{props.name}</dt>
      <dd className="select-content flex items-center gap-1.5">
        <LockKeyhole size={13} strokeWidth={1.75} aria-hidden className="text-accent" />
        {host}:{port} · {t(`form.${security}`)}
      </dd>
    </>
  )
}
