import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ConversationFilter } from '#shared/conversation.ts'
import { isAppError } from '#shared/errors.ts'
import { ask } from './client.ts'
import { type RowList, withPage } from './row-list.ts'

const pageRows = 100

type FurtherPages = {
  /** Reads the next page, where there is one and nobody reads it already. */
  readonly load: () => void
  /** Why the last page could not be read; nothing is read by itself until `retry`. */
  readonly error: unknown
  readonly retry: () => void
}

/** Pages beyond the first, added to the list in the cache. Each list has its own: leaving one stops its request. */
export function useFurtherPages(key: readonly unknown[], filter: ConversationFilter): FurtherPages {
  const client = useQueryClient()
  const running = useRef<AbortController | null>(null)
  const [failed, setFailed] = useState<{ readonly key: readonly unknown[]; readonly error: unknown } | null>(
    null,
  )
  const error = failed?.key === key ? failed.error : null
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list has a request of its own
  useEffect(
    () => () => {
      running.current?.abort()
      running.current = null
    },
    [key],
  )

  const read = useCallback(async () => {
    const after = client.getQueryData<RowList>(key)?.next ?? null
    if (after === null || running.current !== null) return
    const stop = new AbortController()
    running.current = stop
    try {
      const page = await ask(
        'conversations/list',
        { filter, after, limit: pageRows },
        { signal: stop.signal },
      )
      client.setQueryData<RowList>(key, list => (list === undefined ? list : withPage(list, after, page)))
    } catch (thrown) {
      if (!isAppError(thrown, 'cancelled')) setFailed({ key, error: thrown })
    } finally {
      if (running.current === stop) running.current = null
    }
  }, [client, key, filter])

  const load = useCallback(() => {
    if (error === null) void read()
  }, [error, read])
  const retry = useCallback(() => {
    setFailed(null)
    void read()
  }, [read])
  return { load, error, retry }
}
