import { useEffect } from 'react'
import { rereadRow, searchServers, useSearchCoverage } from '#renderer/api/search.ts'
import { useListRequest } from '#renderer/stores/list-filter.ts'
import { forgetServerRows, useServerSearch } from '#renderer/stores/server-rows.ts'
import type { ConversationFilter, ConversationRow, ConversationView } from '#shared/conversation.ts'

/** Servers are asked once somebody has stopped typing. */
const restMs = 400

/**
 * Asks the servers beside the list, where not everything is on this computer. The next keystroke stops it; a failure is a
 * quiet fact.
 */
export function useServerSearchBeside(): void {
  const filter = useListRequest()
  const searching = filter.search !== undefined && filter.searchIn === undefined
  const isComplete = useSearchCoverage(searching)?.complete
  const wanted = searching && isComplete === false
  useEffect(() => {
    if (!wanted) return
    const stop = new AbortController()
    const timer = setTimeout(() => void search(filter, stop.signal), restMs)
    const silence = window.parley.onEvent(event => {
      if (event.type === 'state-change') void refresh(event.conversationIds, filter.view, stop.signal)
    })
    return () => {
      clearTimeout(timer)
      stop.abort()
      silence()
      forgetServerRows()
    }
  }, [wanted, filter])
}

async function search(filter: ConversationFilter, signal: AbortSignal): Promise<void> {
  useServerSearch.setState({ rows: [], state: 'searching', elsewhere: 0 })
  const add = (found: readonly ConversationRow[]) => {
    if (signal.aborted) return
    useServerSearch.setState(({ rows }) => {
      const known = new Set(rows.map(row => row.id))
      return { rows: [...rows, ...found.filter(row => !known.has(row.id))] }
    })
  }
  try {
    const { elsewhere, accounts } = await searchServers(filter, { rows: add, signal })
    const failed = accounts.length > 0 && accounts.every(account => account.state === 'failed')
    if (!signal.aborted) useServerSearch.setState({ state: failed ? 'failed' : 'done', elsewhere })
  } catch {
    if (!signal.aborted) useServerSearch.setState({ state: 'failed', elsewhere: 0 })
  }
}

/** Rows that servers found are in no list that is read again: those that changed are read one by one. */
async function refresh(
  ids: readonly string[] | null,
  view: ConversationView,
  signal: AbortSignal,
): Promise<void> {
  const { rows } = useServerSearch.getState()
  for (const old of rows.filter(row => ids === null || ids.includes(row.id))) {
    const fresh = await rereadRow(old.id, signal).catch(() => null)
    if (signal.aborted) return
    const shown = fresh !== null && isIn(fresh, view) ? { ...fresh, match: old.match } : null
    useServerSearch.setState(state => ({
      rows: state.rows.flatMap(row => (row.id !== old.id ? [row] : shown === null ? [] : [shown])),
    }))
  }
}

function isIn(row: ConversationRow, view: ConversationView): boolean {
  if (view === 'all') return true
  if (view === 'archived') return row.archived
  return !row.archived && (view === 'snoozed') === (row.snoozedUntil !== null)
}
