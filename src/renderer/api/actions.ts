import { useQuery } from '@tanstack/react-query'
import type { ActionTarget, CountedTarget, DeletePreview } from '#shared/actions.ts'
import { ask } from './client.ts'
import { inParts } from './in-parts.ts'
import { keys } from './keys.ts'

/** Actions that a server refused and that wait for a decision, newest first. */
export const useRefusedActions = () =>
  useQuery({ queryKey: keys.refused, queryFn: ({ signal }) => ask('actions/refused', {}, { signal }) })

/** The mailboxes of all accounts. No event names them: whoever shows them asks anew. */
export const useMailboxes = () =>
  useQuery({
    queryKey: keys.mailboxes,
    queryFn: ({ signal }) => ask('mailboxes/list', {}, { signal }),
    staleTime: 0,
  })

/** What can be acted on in one request. */
export type RequestTarget = ActionTarget | CountedTarget

/** A target as requests that the engine takes, one after the other; all of them together are one action. */
export const requestsFor = (target: ActionTarget, signal: AbortSignal): Promise<readonly ActionTarget[]> =>
  inParts(target, (filter, after) =>
    ask('conversations/list', { filter, limit: 200, ...(after === null ? {} : { after }) }, { signal }),
  )

/** What deleting would touch, and what to name so that just that is deleted. */
export type DeleteQuestion = DeletePreview & { readonly targets: readonly RequestTarget[] }

/** What deleting would touch. Asked anew each time: it stands in a question. */
export const useDeletePreview = (target: ActionTarget) =>
  useQuery({
    queryKey: keys.deletePreview(target),
    queryFn: async ({ signal }): Promise<DeleteQuestion> => {
      const previews: DeletePreview[] = []
      const targets: RequestTarget[] = []
      for (const part of await requestsFor(target, signal)) {
        const preview = await ask('conversations/delete-preview', { target: part }, { signal })
        previews.push(preview)
        targets.push(preview.counted === null ? part : { counted: preview.counted })
      }
      return { ...previews.reduce(addPreviews), targets }
    },
    gcTime: 0,
  })

/** One question for several parts: all of them counted, and no mail that came after the first. */
function addPreviews(one: DeletePreview, other: DeletePreview): DeletePreview {
  return {
    conversations: one.conversations + other.conversations,
    emails: one.emails + other.emails,
    drafts: [...one.drafts, ...other.drafts].slice(0, Math.max(one.drafts.length, other.drafts.length)),
    draftCount: one.draftCount + other.draftCount,
    upTo: Math.min(one.upTo, other.upTo),
    counted: null,
  }
}
