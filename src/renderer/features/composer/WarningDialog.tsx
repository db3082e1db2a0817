import { useRef } from 'react'
import { formatBytes } from '#renderer/i18n/format-number.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { Dialog } from '#renderer/ui/Dialog.tsx'
import type { DraftWarning } from '#shared/draft.ts'

/** What speaks against sending, in a sentence. */
export function warningText(warning: DraftWarning): string {
  switch (warning.kind) {
    case 'no-recipient':
      return t('warning.no-recipient')
    case 'bad-address':
    case 'no-reply-address':
    case 'unusual-recipient':
      return t(`warning.${warning.kind}`, { address: warning.address })
    case 'no-subject':
      return t('warning.no-subject')
    case 'empty':
      return t('warning.empty')
    case 'attachment-missing':
      return t('warning.attachment-missing', { word: warning.word })
    case 'too-large':
      return t('warning.too-large', {
        size: formatBytes(warning.sizeBytes),
        limit: formatBytes(warning.limitBytes),
      })
  }
}

/** Whether a mail with this can't be sent at all. */
export const isRefused = ({ kind }: DraftWarning): boolean =>
  kind === 'no-recipient' || kind === 'bad-address' || kind === 'too-large'

/** Asks once, before a mail is handed over, about what looks forgotten. */
export function WarningDialog(props: {
  readonly warnings: readonly DraftWarning[]
  readonly onSend: () => void
  readonly onClose: () => void
}) {
  const backRef = useRef<HTMLButtonElement>(null)
  const [only] = props.warnings
  const justSubject = props.warnings.length === 1 && only?.kind === 'no-subject'
  return (
    <Dialog
      open
      title={justSubject ? t('compose.noSubjectTitle') : t('compose.askTitle')}
      closeLabel={t('compose.close')}
      focusRef={backRef}
      onClose={props.onClose}
      actions={
        <>
          <Button ref={backRef} onClick={props.onClose}>
            {t('compose.goBack')}
          </Button>
          <Button look="primary" onClick={props.onSend}>
            {t('compose.sendAnyway')}
          </Button>
        </>
      }
    >
      {props.warnings.map(warning => (
        <p key={JSON.stringify(warning)} className="mt-1 text-ink-2">
          {warningText(warning)}
        </p>
      ))}
    </Dialog>
  )
}
