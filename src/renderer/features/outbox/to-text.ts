import { t } from '#renderer/i18n/messages.ts'
import { displayName, type EmailAddress } from '#shared/address.ts'

/** Whom a mail is for, in a line. */
export const toText = (to: readonly EmailAddress[]): string =>
  to.length === 0 ? t('outbox.toNobody') : t('outbox.to', { names: to.map(displayName).join(', ') })
