import type { BounceReport, DeliveryFailure } from '#shared/bounce.ts'
import type { EmailRow } from './email-view.ts'
import type { Reader } from './handle.ts'

/** What an email reports about the delivery of another; null for ordinary mail. */
export function bounceReport(_r: Reader, row: EmailRow): BounceReport | null {
  return row.bounce_of === null ? null : { kind: 'failed', failedEmailId: null, recipients: [] }
}

/** What bounces said about an email sent from here. */
export function deliveryFailures(_r: Reader, _row: EmailRow): readonly DeliveryFailure[] {
  return []
}
