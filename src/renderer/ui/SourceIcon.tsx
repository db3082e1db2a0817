import { FileText, Inbox, LifeBuoy, type LucideIcon, Mail } from 'lucide-react'
import type { Source } from '#shared/conversation.ts'

const icons: Readonly<Record<Source, LucideIcon>> = {
  email: Mail,
  form: FileText,
  support: LifeBuoy,
  other: Inbox,
}
const colors: Readonly<Record<Source, string>> = {
  email: 'text-mail',
  form: 'text-form',
  support: 'text-support',
  other: 'text-ink-2',
}

/** The mark of a source: shape and colour together; its name stands beside it or in the row's label. */
export function SourceIcon(props: { readonly source: Source; readonly size: number }) {
  const Icon = icons[props.source]
  return <Icon aria-hidden size={props.size} strokeWidth={2} className={colors[props.source]} />
}
