import { useEffect, useRef, useState } from 'react'
import { ask } from '#renderer/api/client.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { Card } from '#renderer/ui/Card.tsx'
import { TextField } from '#renderer/ui/TextField.tsx'
import type { Found } from './AccountForm.tsx'
import { type AccountInput, isAddress, withDiscovery } from './account-form.ts'

/** First step: who and with which password. Only the address leaves this page, to look for its servers. */
export function AccountAddressStep(props: {
  readonly input: AccountInput
  readonly onInput: (input: AccountInput) => void
  readonly onFound: (found: Found) => void
  readonly onCancel: () => void
}) {
  const { input, onInput, onFound } = props
  const [looking, setLooking] = useState(false)
  const [invalid, setInvalid] = useState(false)
  const search = useRef<AbortController | null>(null)
  useEffect(() => () => search.current?.abort(), [])

  const address = input.address.trim()
  const withUser = (): AccountInput => ({
    ...input,
    imap: { ...input.imap, user: input.imap.user === '' ? address : input.imap.user },
    smtp: { ...input.smtp, user: input.smtp.user === '' ? address : input.smtp.user },
  })
  const byHand = () => {
    onInput(withUser())
    onFound('by-hand')
  }
  const look = async () => {
    setInvalid(!isAddress(address))
    if (!isAddress(address)) return
    const controller = new AbortController()
    search.current = controller
    setLooking(true)
    const results = await ask('accounts/discover', { address }, { signal: controller.signal }).catch(() => [])
    if (controller.signal.aborted) return
    const best = results[0]
    onInput(best === undefined ? withUser() : withDiscovery(input, best))
    onFound(best ?? 'nothing')
  }

  return (
    <Card className="p-[18px]">
      <form
        onSubmit={event => {
          event.preventDefault()
          void look()
        }}
      >
        <div className="grid grid-cols-2 gap-3 max-[640px]:grid-cols-1">
          <TextField
            label={t('form.address')}
            type="email"
            autoComplete="email"
            autoFocus
            value={input.address}
            aria-invalid={invalid}
            onText={text => onInput({ ...input, address: text })}
            {...(invalid ? { hint: t('form.invalidAddress') } : {})}
          />
          <TextField
            label={t('form.name')}
            autoComplete="name"
            value={input.name}
            hint={t('form.nameHint')}
            onText={name => onInput({ ...input, name })}
          />
          <TextField
            label={t('form.password')}
            type="password"
            autoComplete="current-password"
            value={input.password}
            onText={password => onInput({ ...input, password })}
          />
        </div>
        <div className="mt-4 flex flex-wrap items-center gap-2">
          <Button look="primary" type="submit" disabled={looking}>
            {t('form.continue')}
          </Button>
          <Button onClick={props.onCancel}>{t('accounts.cancel')}</Button>
          <Button look="link" className="ml-2" onClick={byHand}>
            {t('form.manual')}
          </Button>
        </div>
        <p role="status" className="mt-2 min-h-5 text-ink-2">
          {looking ? t('form.finding', { domain: address.slice(address.indexOf('@') + 1) }) : ''}
        </p>
      </form>
    </Card>
  )
}
