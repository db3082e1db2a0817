import { keepPreviousData, type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ConversationFilter, ConversationRow } from '#shared/conversation.ts'
import { ask } from './client.ts'
import { useFurtherPages } from './further-pages.ts'
import { keys } from './keys.ts'
import {
  allStale,
  type RowList,
  readFromTop,
  reread,
  type Stretch,
  stretchesAround,
  stretchesToRead,
  withReread,
} from './row-list.ts'
import { createShownRows, type ShownRows } from './shown-rows.ts'

const firstPage = 50
const noRows: readonly ConversationRow[] = []

/** Which rows are on screen, as indexes; the list keeps it current. */
export type VisibleRows = { readonly from: number; readonly to: number }

/**
 * The list of conversations for a filter, read page by page and kept current where it is looked at.
 *
 * A refetch reads only the stretches on screen (and the top), so it costs the same at 100 and at 100,000 rows. `pinnedId`
 * tells which conversation is open: it stays in a list of unread ones while it is being read.
 */
export function useConversationList(filter: ConversationFilter, pinnedId: () => string | null) {
  const client = useQueryClient()
  const key = useMemo(() => keys.list(filter), [filter])
  const visible = useRef<VisibleRows>({ from: 0, to: 20 })
  const pinned = useRef<() => string | null>(() => null)
  useEffect(() => {
    pinned.current = filter.read === 'unread' ? pinnedId : () => null
  }, [filter.read, pinnedId])

  const [select] = useState(createShownRows)
  const query = useQuery<RowList, Error, ShownRows>({
    queryKey: key,
    structuralSharing: false,
    select,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      refresh({ client, key, filter, visible: visible.current, pinnedId: pinned.current(), signal }),
  })

  const further = useFurtherPages(key, filter)

  const setVisible = useCallback(
    (range: VisibleRows) => {
      visible.current = range
      const list = client.getQueryData<RowList>(key)
      if (list === undefined) return
      const stale = stretchesAround(list, range.from, range.to).some(
        index => list.stretches[index]?.stale === true,
      )
      if (stale && !client.isFetching({ queryKey: key, exact: true }))
        void client.invalidateQueries({ queryKey: key, exact: true })
    },
    [client, key],
  )

  return {
    rows: query.data?.rows ?? noRows,
    hasMore: query.data?.hasMore ?? false,
    isFirstLoad: query.isPending,
    isPlaceholder: query.isPlaceholderData,
    error: query.error,
    retry: query.refetch,
    loadMore: further.load,
    moreError: further.error,
    retryMore: further.retry,
    setVisible,
  }
}

type Refresh = {
  readonly client: QueryClient
  readonly key: readonly unknown[]
  readonly filter: ConversationFilter
  readonly visible: VisibleRows
  readonly pinnedId: string | null
  readonly signal: AbortSignal
}

async function refresh({ client, key, filter, visible, pinnedId, signal }: Refresh): Promise<RowList> {
  const fetchPage = (after: string | null, limit: number) =>
    ask('conversations/list', after === null ? { filter, limit } : { filter, after, limit }, { signal })
  const before = client.getQueryData<RowList>(key)
  // Search results are not a stable order with borders: they are read from the top again.
  if (before === undefined || filter.search !== undefined) {
    return readFromTop(fetchPage, before === undefined ? firstPage : Math.max(firstPage, visible.to + 20))
  }
  const read: { readonly old: Stretch; readonly fresh: Awaited<ReturnType<typeof reread>> }[] = []
  for (const index of stretchesToRead(before, visible.from, visible.to)) {
    const old = before.stretches[index]
    if (old !== undefined) read.push({ old, fresh: await reread(old, fetchPage, pinnedId) })
  }
  // A page may have been added in the meantime: what was read goes into the list as it is now.
  const now = allStale(client.getQueryData<RowList>(key) ?? before)
  return read.reduce((list, { old, fresh }) => withReread(list, old, fresh), now)
}
