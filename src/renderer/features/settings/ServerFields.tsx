import { t } from '#renderer/i18n/messages.ts'
import { SelectField } from '#renderer/ui/SelectField.tsx'
import { TextField } from '#renderer/ui/TextField.tsx'
import { type ServerInput, withSecurity } from './account-form.ts'

/** Host, port, security and user of one server. */
export function ServerFields(props: {
  readonly kind: 'imap' | 'smtp'
  readonly server: ServerInput
  readonly showUser: boolean
  readonly onServer: (server: ServerInput) => void
}) {
  const { server, onServer, kind } = props
  return (
    <fieldset>
      <legend className="mb-2 font-medium">
        {kind === 'imap' ? t('form.incoming') : t('form.outgoing')}
      </legend>
      <div className="grid grid-cols-[1fr_88px_172px] gap-3 max-[760px]:grid-cols-1">
        <TextField
          label={t('form.host')}
          value={server.host}
          autoCapitalize="off"
          onText={host => onServer({ ...server, host })}
        />
        <TextField
          label={t('form.port')}
          inputMode="numeric"
          value={server.port}
          onText={port => onServer({ ...server, port: port.trim() })}
        />
        <SelectField
          label={t('form.security')}
          value={server.security}
          choices={[
            { value: 'tls', label: t('form.tls') },
            { value: 'starttls', label: t('form.starttls') },
            { value: 'none', label: t('form.none') },
          ]}
          onValue={security => onServer(withSecurity(server, security, kind))}
        />
      </div>
      {props.showUser ? (
        <TextField
          className="mt-3"
          label={kind === 'imap' ? t('form.user') : t('form.smtpUser')}
          value={server.user}
          autoCapitalize="off"
          onText={user => onServer({ ...server, user })}
        />
      ) : null}
    </fieldset>
  )
}
