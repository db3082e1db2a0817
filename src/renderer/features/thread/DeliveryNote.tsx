import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import { cx } from '#renderer/ui/cx.ts'
import type { BounceReport, FailedRecipient } from '#shared/bounce.ts'

/** One recipient whom an email didn't reach, or not yet. */
export type Undelivered = FailedRecipient & {
  readonly kind: BounceReport['kind']
  /** Who says so, below everything else. */
  readonly source?: ReactNode
}

/** Whom an email didn't reach, why, and what to do next; the other server's words below, as plain text (R-44). */
export function DeliveryNote(props: {
  readonly label: string
  readonly recipients: readonly Undelivered[]
  readonly action?: ReactNode
}) {
  const { recipients } = props
  const failed = recipients.some(one => one.kind === 'failed')
  return (
    <section
      data-testid="delivery-note"
      aria-label={props.label}
      className={cx(
        'mb-3 flex gap-2.5 rounded-control px-3 py-2 text-small',
        failed ? 'bg-danger-soft text-danger' : 'bg-warn-soft text-warn-text',
      )}
    >
      <TriangleAlert size={15} strokeWidth={1.75} aria-hidden className="mt-[2px] shrink-0" />
      <div className="min-w-0 flex-1">
        <ul className="flex flex-col gap-2">
          {recipients.map(one => (
            <li key={one.address}>
              <p className="select-content [overflow-wrap:anywhere]">{sentence(one)}</p>
              {one.diagnostic === null ? null : <ServerWords words={one.diagnostic} />}
              {one.source === undefined ? null : <p className="mt-0.5 text-ink-2">{one.source}</p>}
            </li>
          ))}
        </ul>
        {props.action === undefined ? null : <p className="mt-1.5">{props.action}</p>}
      </div>
    </section>
  )
}

function ServerWords({ words }: { readonly words: string }) {
  return (
    <p className="mt-0.5 text-ink-2">
      {t('bounce.serverSays')}{' '}
      <q className="select-content [overflow-wrap:anywhere]" dir="auto">
        {words}
      </q>
    </p>
  )
}

/** What happened, why, and what to do next. */
function sentence({ address, sentTo, kind, reason }: Undelivered): string {
  const why = t(`bounce.reason.${reason}`)
  const to = sentTo === null ? address : t('bounce.passedOn', { sentTo, address })
  const what =
    kind === 'failed'
      ? to === ''
        ? t('bounce.failedSomebody', { why })
        : t('bounce.failed', { to, why })
      : to === ''
        ? t('bounce.delayedSomebody', { why })
        : t('bounce.delayed', { to, why })
  return `${what} ${kind === 'failed' ? t(`bounce.next.${reason}`) : t('bounce.stillTried')}`
}
