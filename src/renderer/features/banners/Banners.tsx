import { CircleAlert, HardDrive, KeyRound, RefreshCw, X } from 'lucide-react'
import { useState } from 'react'
import { useAccounts, useAppInfo, useSyncStatus } from '#renderer/api/queries.ts'
import { errorText } from '#renderer/i18n/error-text.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useEngineState } from '#renderer/stores/engine-state.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { Banner } from '#renderer/ui/Banner.tsx'
import { Button } from '#renderer/ui/Button.tsx'
import { IconButton } from '#renderer/ui/IconButton.tsx'

/** What everyone has to know, above everything: the engine, the store, the secrets, a mailbox that can't sign in. */
export function Banners() {
  return (
    <div className="shrink-0 [&>*]:border-b [&>*]:border-line">
      <EngineBanner />
      <StoreBanner />
      <SecretsBanner />
      <PasswordBanner />
    </div>
  )
}

function EngineBanner() {
  const state = useEngineState(store => store.state)
  if (state.kind === 'up') return null
  if (state.kind === 'down') {
    return (
      <Banner icon={RefreshCw} tone="warn" live>
        {t('banner.engineDown')}
      </Banner>
    )
  }
  const words = errorText(state.error)
  return (
    <Banner icon={CircleAlert} tone="danger" live>
      {t('banner.engineFailed')} {words.what} {words.next}
    </Banner>
  )
}

function StoreBanner() {
  const state = useAppInfo().data?.storeState
  const [dismissed, setDismissed] = useState(false)
  if (state === undefined || state.kind === 'ready') return null
  if (state.kind === 'read-only') {
    return (
      <Banner icon={HardDrive} tone="danger" live>
        {t('banner.readOnly')}
      </Banner>
    )
  }
  if (dismissed) return null
  return (
    <Banner
      icon={HardDrive}
      tone="warn"
      live
      action={<IconButton icon={X} label={t('banner.dismiss')} onClick={() => setDismissed(true)} />}
    >
      {t('banner.rebuilt')}{' '}
      <span className="select-content [overflow-wrap:anywhere]">
        {t('banner.rebuiltDetail', { path: state.keptAside })}
      </span>
    </Banner>
  )
}

function SecretsBanner() {
  const secrets = useAppInfo().data?.secrets
  const accounts = useAccounts().data ?? []
  const page = useNavigation(state => state.page)
  const showSettings = useNavigation(state => state.showSettings)
  const [dismissed, setDismissed] = useState(false)
  if (secrets === undefined || secrets.kind === 'keychain') return null
  if (secrets.kind === 'vault') {
    if (!secrets.locked) return null
    return (
      <Banner
        icon={KeyRound}
        tone="warn"
        live
        action={
          <Button look="link" className="text-small" onClick={() => showSettings('about')}>
            {t('banner.vaultAction')}
          </Button>
        }
      >
        {t('banner.vaultLocked')}
      </Banner>
    )
  }
  // Nothing is at stake while there is no password to keep.
  const matters = page === 'settings' || accounts.some(account => account.kind !== 'demo')
  if (!matters || dismissed) return null
  return (
    <Banner
      icon={KeyRound}
      tone="warn"
      live
      action={
        <>
          <Button look="link" className="text-small" onClick={() => showSettings('about')}>
            {t('banner.sessionAction')}
          </Button>
          <IconButton icon={X} label={t('banner.dismiss')} onClick={() => setDismissed(true)} />
        </>
      }
    >
      {t('banner.session')}
    </Banner>
  )
}

function PasswordBanner() {
  const accounts = useAccounts().data ?? []
  const statuses = useSyncStatus().data ?? []
  const page = useNavigation(state => state.page)
  const showSettings = useNavigation(state => state.showSettings)
  const needy = statuses.find(status => status.phase === 'needs-password')
  const account = accounts.find(each => each.id === needy?.accountId)
  if (account === undefined || page === 'settings') return null
  return (
    <Banner
      icon={KeyRound}
      tone="danger"
      live
      action={
        <Button look="link" className="text-small text-danger" onClick={() => showSettings('emails')}>
          {t('banner.fix')}
        </Button>
      }
    >
      {t('banner.password', { address: account.address })}
    </Banner>
  )
}
