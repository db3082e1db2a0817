import { useState } from 'react'
import { useAsk } from '#renderer/api/mutations.ts'
import { thrownText } from '#renderer/i18n/error-text.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { TextField } from '#renderer/ui/TextField.tsx'
import type { SecretBackend } from '#shared/account.ts'
import { Section } from './Section.tsx'

const shortestPassphrase = 8

/** Where passwords live on this computer, and what can be done about it. */
export function SecretsSection({ secrets }: { readonly secrets: SecretBackend }) {
  const retry = useAsk('secrets/retry')
  return (
    <Section title={t('about.secrets')}>
      <p className="text-ink-2">{whereText(secrets)}</p>
      {secrets.kind === 'session' ? (
        <>
          <Button small className="mt-3" disabled={retry.isPending} onClick={() => retry.mutate({})}>
            {t('about.retryKeychain')}
          </Button>
          <CreateVault />
        </>
      ) : null}
      {secrets.kind === 'vault' && secrets.locked ? <UnlockVault /> : null}
    </Section>
  )
}

function whereText(secrets: SecretBackend): string {
  if (secrets.kind === 'keychain') return t('about.keychain', { name: secrets.name })
  if (secrets.kind === 'session') return t('about.session')
  return secrets.locked ? t('about.vaultLocked') : t('about.vaultOpen')
}

function CreateVault() {
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const create = useAsk('secrets/create-vault')
  const tooShort = passphrase.length < shortestPassphrase
  const differs = again !== '' && again !== passphrase
  return (
    <form
      className="mt-5 border-t border-line pt-4"
      onSubmit={event => {
        event.preventDefault()
        if (!tooShort && again === passphrase) create.mutate({ passphrase })
      }}
    >
      <h3 className="font-medium">{t('about.createVault')}</h3>
      <p className="mt-1 mb-3 text-ink-2">{t('about.createVaultHint')}</p>
      <div className="grid grid-cols-2 gap-3 max-[640px]:grid-cols-1">
        <TextField
          label={t('about.passphrase')}
          type="password"
          autoComplete="new-password"
          value={passphrase}
          onText={setPassphrase}
          hint={t('about.passphraseShort')}
        />
        <TextField
          label={t('about.passphraseAgain')}
          type="password"
          autoComplete="new-password"
          value={again}
          onText={setAgain}
          {...(differs ? { hint: t('about.passphraseDiffers') } : {})}
        />
      </div>
      <Problem error={create.error} />
      <Button
        look="primary"
        type="submit"
        className="mt-3"
        disabled={tooShort || again !== passphrase || create.isPending}
      >
        {t('about.create')}
      </Button>
    </form>
  )
}

function UnlockVault() {
  const [passphrase, setPassphrase] = useState('')
  const unlock = useAsk('secrets/unlock-vault')
  return (
    <form
      className="mt-3 max-w-[340px]"
      onSubmit={event => {
        event.preventDefault()
        unlock.mutate({ passphrase })
      }}
    >
      <TextField
        label={t('about.passphrase')}
        type="password"
        autoComplete="current-password"
        value={passphrase}
        onText={setPassphrase}
      />
      <Problem error={unlock.error} />
      <Button look="primary" type="submit" className="mt-3" disabled={passphrase === '' || unlock.isPending}>
        {t('about.unlock')}
      </Button>
    </form>
  )
}

function Problem({ error }: { readonly error: Error | null }) {
  if (error === null) return null
  const words = thrownText(error)
  return (
    <p role="alert" className="mt-2 text-danger">
      {words.what} {words.next}
    </p>
  )
}
