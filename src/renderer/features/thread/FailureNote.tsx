import { t } from '#renderer/i18n/messages.ts'
import type { DeliveryFailure } from '#shared/bounce.ts'
import { DeliveryNote } from './DeliveryNote.tsx'

/** What bounces said about an email that was sent from here; nothing where none did. */
export function FailureNote({ failures }: { readonly failures: readonly DeliveryFailure[] }) {
  return failures.length === 0 ? null : (
    <DeliveryNote label={t('bounce.failureLabel')} recipients={failures} />
  )
}
