import type { QueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { ask } from '#renderer/api/client.ts'
import { keys } from '#renderer/api/keys.ts'
import { thrownText } from '#renderer/i18n/error-text.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useToasts } from '#renderer/stores/toasts.ts'
import type { Draft, DraftKind } from '#shared/draft.ts'

type Wish = {
  readonly kind: Exclude<DraftKind, 'new'>
  readonly conversationId: string
  /** The draft that stands there already. */
  readonly known: string | null
}

/** Begins an answer, or goes on with the one that there is; null where it can't be, which is said. */
export function useOpenReply(client: QueryClient): (wish: Wish) => Promise<Draft | null> {
  return useCallback(
    async ({ kind, conversationId, known }) => {
      try {
        if (known === null) return await ask('drafts/open', { kind, conversationId })
        const draft = await ask('drafts/get', { id: known })
        if (draft.kind === kind) return draft
        const { sessionOf, replaceSession } = await import('./draft-session.ts')
        await sessionOf(draft).flush()
        const turned = await ask('drafts/retarget', { id: known, kind })
        replaceSession(turned)
        client.setQueryData(keys.draft(known), turned)
        return turned
      } catch (error) {
        const { what, next } = thrownText(error)
        useToasts.getState().say(t('compose.openFailed', { what, next }), 'danger')
        return null
      }
    },
    [client],
  )
}
