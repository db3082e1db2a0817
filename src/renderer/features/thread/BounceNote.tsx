import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'
import type { BounceReport } from '#shared/bounce.ts'
import { DeliveryNote, type Undelivered } from './DeliveryNote.tsx'

const nobodyNamed = { address: '', sentTo: null, reason: 'unknown', status: null, diagnostic: null } as const

/** What an email reports about the delivery of another, in plain words, and the way to that other one. */
export function BounceNote(props: {
  readonly report: BounceReport
  /** Null where the email that failed isn't in this conversation. */
  readonly onShowFailed: (() => void) | null
}) {
  const { report, onShowFailed } = props
  const { kind } = report
  const named = report.recipients.length === 0 ? [nobodyNamed] : report.recipients
  const recipients: readonly Undelivered[] = named.map(one => ({ ...one, kind }))
  return (
    <DeliveryNote
      label={t('bounce.reportLabel')}
      recipients={recipients}
      action={
        onShowFailed === null ? undefined : (
          <Button look="link" className="text-small" onClick={onShowFailed}>
            {kind === 'failed' ? t('bounce.showFailed') : t('bounce.showDelayed')}
          </Button>
        )
      }
    />
  )
}
