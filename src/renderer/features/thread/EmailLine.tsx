import type { ReactNode } from 'react'
import type { Email } from '#shared/conversation.ts'

/** An email folded to one line: who, how it begins, when. */
export function EmailLine(props: {
  readonly email: Email
  readonly name: string
  readonly label: string
  readonly avatar: ReactNode
  readonly time: ReactNode
  readonly mark: ReactNode
  readonly onOpen: () => void
}) {
  return (
    <button
      type="button"
      data-card-toggle
      aria-expanded={false}
      aria-label={props.label}
      onClick={props.onOpen}
      className="flex h-[58px] w-full items-center gap-[11px] rounded-card px-4 text-left transition-colors hover:bg-hover"
    >
      {props.avatar}
      <span className="min-w-0 flex-1 truncate">
        <span className={props.email.unread ? 'weight-pane' : 'font-semibold'}>{props.name}</span>{' '}
        <span className="text-ink-2">{props.email.preview}</span>
      </span>
      {props.mark}
      {props.time}
    </button>
  )
}
