import type { ReactNode } from 'react'
import type { Email } from '#shared/conversation.ts'

/** An email folded to one line: who, how it begins, when. */
export function EmailLine(props: {
  readonly email: Email
  readonly name: string
  readonly avatar: ReactNode
  readonly time: ReactNode
  readonly mark: ReactNode
}) {
  return (
    <div aria-hidden className="pointer-events-none relative flex h-[58px] items-center gap-[11px] px-4">
      {props.avatar}
      <span className="min-w-0 flex-1 truncate">
        <span className={props.email.unread ? 'weight-pane' : 'font-semibold'}>{props.name}</span>{' '}
        <span className="text-ink-2">{props.email.preview}</span>
      </span>
      {props.mark}
      {props.time}
    </div>
  )
}
