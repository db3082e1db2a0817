import { queryOptions, useQuery } from '@tanstack/react-query'
import { ask } from './client.ts'
import { keys } from './keys.ts'

/** Mail that is being written and not sent, the newest first. */
export const useDrafts = () =>
  useQuery({ queryKey: keys.drafts, queryFn: ({ signal }) => ask('drafts/list', {}, { signal }) })

/** How a draft is read when its composer opens. From then on the composer knows better than the store. */
export const draftOptions = (id: string) =>
  queryOptions({
    queryKey: keys.draft(id),
    queryFn: ({ signal }) => ask('drafts/get', { id }, { signal }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
