import { useState } from 'react'
import { useSetSettings } from '#renderer/api/mutations.ts'
import { useAccounts, useKnownSettings } from '#renderer/api/queries.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { Choices } from '#renderer/ui/Choices.tsx'
import type { Identity } from '#shared/account.ts'
import { Section } from './Section.tsx'
import { signatureHtml, signatureText } from './signature-html.ts'

const undoChoices = [0, 5, 10, 20, 30, 60] as const

/** Settings → Sending: the time to undo, plain text, and a signature for each name that mail is sent as. */
export function SendingSettings() {
  const settings = useKnownSettings()
  const { data: accounts } = useAccounts()
  const { mutate } = useSetSettings()
  if (settings === undefined || accounts === undefined) return null
  const identities = accounts.flatMap(account => (account.smtp === null ? [] : account.identities))
  return (
    <>
      <h1 className="text-page weight-pane">{t('settings.sending')}</h1>
      <Section title={t('sending.undo')}>
        <Choices
          label={t('sending.undoLabel')}
          value={String(settings.undoSendSeconds)}
          choices={undoChoices.map(seconds => ({
            value: String(seconds),
            label: seconds === 0 ? t('sending.undoNone') : t('sending.undoSeconds', { seconds }),
          }))}
          onValue={value => mutate({ undoSendSeconds: Number(value) })}
        />
        <p className="mt-2 text-small text-ink-2">{t('sending.undoHint')}</p>
      </Section>
      <Section title={t('sending.format')}>
        <Choices
          label={t('sending.formatLabel')}
          value={settings.plainText ? 'plain' : 'rich'}
          choices={[
            { value: 'rich', label: t('compose.rich') },
            { value: 'plain', label: t('compose.plain') },
          ]}
          onValue={value => mutate({ plainText: value === 'plain' })}
        />
      </Section>
      <Section title={t('sending.signatures')}>
        {identities.length === 0 ? <p className="text-ink-2">{t('compose.viewOnly')}</p> : null}
        {identities.map(identity => (
          <Signature
            key={identity.id}
            identity={identity}
            html={settings.signatures[identity.id] ?? ''}
            onHtml={html => mutate({ signatures: { ...settings.signatures, [identity.id]: html } })}
          />
        ))}
      </Section>
    </>
  )
}

/** A signature, typed as text. */
function Signature(props: {
  readonly identity: Identity
  readonly html: string
  readonly onHtml: (html: string) => void
}) {
  const { identity, html } = props
  const [text, setText] = useState(() => signatureText(html))
  const isSaved = signatureHtml(text) === html
  return (
    <form
      className="mb-4 last:mb-0"
      onSubmit={event => {
        event.preventDefault()
        props.onHtml(signatureHtml(text))
      }}
    >
      <label className="block">
        <span className="mb-1 block text-small font-medium text-ink-2">
          {t('sending.signatureOf', { name: identity.name, address: identity.address })}
        </span>
        <textarea
          rows={3}
          spellCheck={false}
          maxLength={5_000}
          value={text}
          onChange={event => setText(event.target.value)}
          className="block w-full resize-y rounded-control border border-line-strong bg-surface px-3 py-2 select-content"
        />
      </label>
      <Button type="submit" small look="soft" className="mt-2" disabled={isSaved}>
        {t('sending.signatureSave')}
      </Button>
    </form>
  )
}
