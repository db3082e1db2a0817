import { useQuery } from '@tanstack/react-query'
import { ask } from './client.ts'
import { keys } from './keys.ts'

/** What was handed over for sending and is not done with, and what was sent within the last hour. */
export const useOutbox = () =>
  useQuery({ queryKey: keys.outbox, queryFn: ({ signal }) => ask('outbox/list', {}, { signal }) })
