import { useQuery } from '@tanstack/react-query'
import type { ActionTarget, DeletePreview } from '#shared/actions.ts'
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

/** What deleting would touch. Asked anew each time: it stands in a question. */
export const useDeletePreview = (target: ActionTarget) =>
  useQuery({
    queryKey: keys.deletePreview(target),
    queryFn: async ({ signal }) => {
      const previews: DeletePreview[] = []
      for (const part of inParts(target))
        previews.push(await ask('conversations/delete-preview', { target: part }, { signal }))
      return previews.reduce(addPreviews)
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
  }
}
