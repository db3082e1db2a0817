import { t } from '#renderer/i18n/messages.ts'
import { shownName } from '#renderer/ui/shown-name.ts'
import type { EmailAddress } from '#shared/address.ts'
import type { Email } from '#shared/conversation.ts'

/** Who an email went to, in one line. Customers by name, own addresses by address: they say which mailbox it was. */
export function recipientsText(email: Email): string {
  const named = (list: readonly EmailAddress[]) =>
    list
      .map(each => (email.outbound ? shownName(each.name, each.address).name : each.address || each.name))
      .join(', ')
  if (email.to.length === 0 && email.cc.length === 0) return t('thread.toNobody')
  if (email.cc.length === 0) return t('thread.to', { names: named(email.to) })
  return t('thread.toWithCc', { names: named(email.to), cc: named(email.cc) })
}
