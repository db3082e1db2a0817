import type { ReactNode } from 'react'
import { useEmailText } from '#renderer/api/emails.ts'
import { t } from '#renderer/i18n/messages.ts'
import type { Email } from '#shared/conversation.ts'
import { PlainText } from './PlainText.tsx'

/** An email as plain text, made from its HTML where it has no other; its preview stands in until that is there. */
export function EmailText(props: {
  readonly email: Email
  /** `top` where it only stands in for a design that is under way. */
  readonly part?: 'top' | 'whole'
  /** What is shown where it has no words at all. */
  readonly empty?: ReactNode
}) {
  const words = useEmailText(props.email, props.part ?? 'whole')
  const text = words ?? props.email.preview
  if (text.trim() !== '') return <PlainText text={text} />
  if (words === undefined) return null
  return props.empty ?? <p className="text-ink-2">{t('thread.empty')}</p>
}
