import { useQuery } from '@tanstack/react-query'
import { draftOptions } from '#renderer/api/drafts.ts'
import { useAccounts } from '#renderer/api/queries.ts'
import { thrownText } from '#renderer/i18n/error-text.ts'
import type { Submission } from '#shared/submission.ts'
import { sessionOf } from './draft-session.ts'
import { OpenComposer } from './OpenComposer.tsx'
import { sendersOf } from './senders.ts'

/** Whoever shows a composer: what happens when it is done. */
export type ComposerHost = {
  readonly onSent: (submission: Submission) => void
  /** The draft is thrown away, or was never begun. */
  readonly onGone: () => void
  /** The person leaves the text with Escape. */
  readonly onLeave: () => void
}

/** A draft being written. What was typed in this window and is not safe yet is there again. */
export function Composer(props: {
  readonly draftId: string
  /** A page of its own is as high as the panel; in a thread it is a card. */
  readonly look: 'card' | 'page'
  readonly host: ComposerHost
}) {
  const { data: draft, error } = useQuery(draftOptions(props.draftId))
  const { data: accounts } = useAccounts()
  if (error !== null && draft === undefined) {
    const { what, next } = thrownText(error)
    return (
      <p role="alert" className="px-4 py-3 text-ink-2">
        {what} {next}
      </p>
    )
  }
  if (draft === undefined || accounts === undefined) return null
  const session = sessionOf(draft)
  return (
    <OpenComposer
      key={session.key}
      session={session}
      identities={sendersOf(accounts)}
      look={props.look}
      host={props.host}
    />
  )
}
