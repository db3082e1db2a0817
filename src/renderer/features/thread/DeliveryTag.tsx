import { OutgoingTag, outgoingOf } from '#renderer/actions/OutgoingTag.tsx'
import { t } from '#renderer/i18n/messages.ts'
import { Tag } from '#renderer/ui/Tag.tsx'
import type { Email } from '#shared/conversation.ts'

/** A word on a folded email that reports a failed delivery, or that was not delivered itself. */
export function DeliveryTag({ email }: { readonly email: Email }) {
  const { bounce, failures, submission } = email
  const isOut = submission === null || submission.state === 'sent' || submission.state === 'cancelled'
  if (!isOut) return <OutgoingTag outgoing={outgoingOf(submission)} />
  if (bounce !== null)
    return bounce.kind === 'failed' ? (
      <Tag tone="danger">{t('list.bounced')}</Tag>
    ) : (
      <Tag tone="warn">{t('bounce.delayedTag')}</Tag>
    )
  if (failures.length === 0) return null
  return failures.some(one => one.kind === 'failed') ? (
    <Tag tone="danger">{t('bounce.failedTag')}</Tag>
  ) : (
    <Tag tone="warn">{t('bounce.delayedTag')}</Tag>
  )
}
