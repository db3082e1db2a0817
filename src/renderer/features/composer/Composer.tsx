import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { draftOptions } from '#renderer/api/drafts.ts'
import { useAccounts } from '#renderer/api/queries.ts'
import { thrownText } from '#renderer/i18n/error-text.ts'
import type { Identity } from '#shared/account.ts'
import type { Draft } from '#shared/draft.ts'
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
  return (
    <SessionOfDraft
      // Another kind of answer begins anew; a newer revision of the same does not.
      key={`${draft.id} ${draft.kind}`}
      draft={draft}
      identities={sendersOf(accounts)}
      look={props.look}
      host={props.host}
    />
  )
}

/** One session for as long as the composer stands: what was sent or thrown away is not begun again. */
function SessionOfDraft(props: {
  readonly draft: Draft
  readonly identities: readonly Identity[]
  readonly look: 'card' | 'page'
  readonly host: ComposerHost
}) {
  const { draft, ...rest } = props
  const [session] = useState(() => sessionOf(draft))
  return <OpenComposer session={session} {...rest} />
}
