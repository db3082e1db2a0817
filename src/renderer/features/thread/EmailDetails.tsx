import { formatLongTime } from '#renderer/i18n/format-time.ts'
import { type MessageId, t } from '#renderer/i18n/messages.ts'
import type { EmailAddress } from '#shared/address.ts'
import type { Email } from '#shared/conversation.ts'

/** Everybody named on an email, with addresses, and when and where it lies. */
export function EmailDetails({ email, id }: { readonly email: Email; readonly id: string }) {
  const folders = email.mailboxes.map(mailbox => mailbox.name).join(', ')
  return (
    <dl
      id={id}
      className="select-content mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 rounded-control bg-sunken px-3 py-2.5 text-small"
    >
      <People label="thread.from" people={email.from} />
      <People label="thread.replyTo" people={email.replyTo} />
      <People label="thread.toLabel" people={email.to} />
      <People label="thread.cc" people={email.cc} />
      <Line label="thread.date" text={formatLongTime(email.sentAt)} />
      {email.subject === '' ? null : <Line label="thread.subject" text={email.subject} />}
      {folders === '' ? null : <Line label="thread.mailbox" text={folders} />}
    </dl>
  )
}

function People(props: { readonly label: MessageId; readonly people: readonly EmailAddress[] }) {
  if (props.people.length === 0) return null
  return <Line label={props.label} text={props.people.map(written).join(', ')} />
}

function Line(props: { readonly label: MessageId; readonly text: string }) {
  return (
    <>
      <dt className="text-ink-2">{t(props.label)}</dt>
      <dd className="[overflow-wrap:anywhere]">{props.text}</dd>
    </>
  )
}

/** A mailbox with its address always in sight. */
function written({ name, address }: EmailAddress): string {
  if (name === '' || name === address) return address
  return address === '' ? name : `${name} <${address}>`
}
