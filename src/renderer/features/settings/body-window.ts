import { t } from '#renderer/i18n/messages.ts'
import type { BodyWindow } from '#shared/account.ts'

/** How much mail is kept readable offline, as choices. */
export function bodyWindowChoices(): readonly { readonly value: BodyWindow; readonly label: string }[] {
  return [
    { value: 'month', label: t('accounts.windowMonth') },
    { value: 'year', label: t('accounts.windowYear') },
    { value: 'all', label: t('accounts.windowAll') },
  ]
}
