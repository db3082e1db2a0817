import { useQuery } from '@tanstack/react-query'
import type { ActionTarget } from '#shared/actions.ts'
import { ask } from './client.ts'
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
    queryFn: ({ signal }) => ask('conversations/delete-preview', { target }, { signal }),
    gcTime: 0,
  })
