import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ask } from '#renderer/api/client.ts'
import { keys } from '#renderer/api/keys.ts'
import { addressKey, type EmailAddress } from '#shared/address.ts'

const shownAtMost = 6

/** Known people whose name or address begins with what is typed, without those who are there already. */
export function useCompletions(typed: string, taken: readonly EmailAddress[]): readonly EmailAddress[] {
  const text = typed.trim()
  const { data } = useQuery({
    queryKey: keys.contacts(text),
    queryFn: ({ signal }) => ask('contacts/find', { text }, { signal }),
    enabled: text !== '',
    placeholderData: keepPreviousData,
    gcTime: 30_000,
    retry: false,
  })
  if (text === '' || data === undefined) return []
  const there = new Set(taken.map(one => addressKey(one.address)))
  return data.filter(one => !there.has(addressKey(one.address))).slice(0, shownAtMost)
}
