import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'
import type { DeliveryFailure } from '#shared/bounce.ts'
import { DeliveryNote } from './DeliveryNote.tsx'

/** What bounces said about an email that was sent from here, and who said so; nothing where none did. */
export function FailureNote(props: {
  readonly failures: readonly DeliveryFailure[]
  /** The way to a report; null where it isn't in this conversation. */
  readonly wayTo: (emailId: string) => (() => void) | null
}) {
  if (props.failures.length === 0) return null
  const recipients = props.failures.map(one => ({
    ...one,
    source: <Reporter reporter={one.reporter} onShow={props.wayTo(one.reportedBy)} />,
  }))
  return <DeliveryNote label={t('bounce.failureLabel')} recipients={recipients} />
}

/** Anybody can write a report: the sender's address lets a reader judge it. */
function Reporter({ reporter, onShow }: { readonly reporter: string; readonly onShow: (() => void) | null }) {
  return (
    <>
      <span className="select-content [overflow-wrap:anywhere]">
        {reporter === '' ? t('bounce.reporterUnknown') : t('bounce.reporter', { reporter })}
      </span>{' '}
      {onShow === null ? null : (
        <Button look="link" className="text-small" onClick={onShow}>
          {t('bounce.showReport')}
        </Button>
      )}
    </>
  )
}
