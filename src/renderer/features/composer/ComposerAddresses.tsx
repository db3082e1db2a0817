import { useState } from 'react'
import { useStore } from 'zustand'
import { t } from '#renderer/i18n/messages.ts'
import type { DraftSession } from './draft-session.ts'
import { RecipientsField } from './RecipientsField.tsx'

/** Recipients and subject; what is rarely needed opens by its button, and what is filled stands open. */
export function ComposerAddresses(props: { readonly session: DraftSession; readonly focusTo: boolean }) {
  const { session } = props
  const fields = useStore(session.state, state => state.fields)
  const answers = session.draft.kind === 'reply' || session.draft.kind === 'reply-all'
  const [shown, setShown] = useState({
    cc: fields.cc.length > 0,
    bcc: fields.bcc.length > 0,
    subject: !answers,
  })
  const [opened, setOpened] = useState<keyof typeof shown | null>(null)
  const opener = (name: keyof typeof shown, label: string) =>
    shown[name] ? null : (
      <button
        type="button"
        onClick={() => {
          setShown({ ...shown, [name]: true })
          setOpened(name)
        }}
        className="rounded-sm px-1 py-[3px] text-small text-ink-2 hover:text-ink hover:underline"
      >
        {label}
      </button>
    )
  return (
    <>
      <RecipientsField
        label={t('compose.to')}
        values={fields.to}
        onValues={to => session.changeFields({ to })}
        autoFocus={props.focusTo}
        end={
          <span className="flex shrink-0 gap-1.5">
            {opener('cc', t('compose.cc'))}
            {opener('bcc', t('compose.bcc'))}
            {opener('subject', t('compose.editSubject'))}
          </span>
        }
      />
      {shown.cc ? (
        <RecipientsField
          label={t('compose.cc')}
          values={fields.cc}
          onValues={cc => session.changeFields({ cc })}
          autoFocus={opened === 'cc'}
        />
      ) : null}
      {shown.bcc ? (
        <RecipientsField
          label={t('compose.bcc')}
          values={fields.bcc}
          onValues={bcc => session.changeFields({ bcc })}
          autoFocus={opened === 'bcc'}
        />
      ) : null}
      {shown.subject ? (
        <label className="flex h-9 items-center gap-2 border-b border-line px-3.5">
          <span className="text-ink-2">{t('compose.subject')}</span>
          <input
            value={fields.subject}
            spellCheck={false}
            maxLength={998}
            // biome-ignore lint/a11y/noAutofocus: its button was pressed for it
            autoFocus={opened === 'subject'}
            onChange={event => session.changeFields({ subject: event.target.value })}
            className="h-6 min-w-0 flex-1 bg-transparent select-content outline-none"
          />
        </label>
      ) : null}
    </>
  )
}
