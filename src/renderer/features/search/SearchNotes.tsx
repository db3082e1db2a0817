import { useSearchCoverage } from '#renderer/api/search.ts'
import { formatCount } from '#renderer/i18n/format-number.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useListFilter } from '#renderer/stores/list-filter.ts'
import { useServerSearch } from '#renderer/stores/server-rows.ts'
import { Checkbox } from '#renderer/ui/Checkbox.tsx'
import { parseSearch, type SearchProblem } from '#shared/search-query.ts'
import { useServerSearchBeside } from './use-server-search.ts'

/** Under the field, while something is searched for: where it looks, how much it sees, and what it could not read. */
export function SearchNotes() {
  const search = useListFilter(state => state.search.trim())
  const rowsOnly = useListFilter(state => state.searchIn === 'rows')
  const change = useListFilter(state => state.change)
  useServerSearchBeside()
  if (search === '') return null
  const { problems } = parseSearch(search)
  return (
    <div className="flex flex-col gap-1 pt-2 text-small text-ink-2">
      <Checkbox
        label={t('search.rowsOnly')}
        checked={rowsOnly}
        onChecked={checked => change({ searchIn: checked ? 'rows' : null })}
      />
      {problems.map(problem => (
        <p key={`${problem.operator}:${problem.value}`} role="status" className="text-warn-text">
          {problemWords(problem)}
        </p>
      ))}
      {rowsOnly ? null : <Coverage />}
    </div>
  )
}

function problemWords({ operator, value }: SearchProblem): string {
  switch (operator) {
    case 'has':
    case 'is':
    case 'source':
    case 'before':
    case 'after':
      return t(`search.problem.${operator}`, { value })
    default:
      return t('search.problem.other', { operator, value })
  }
}

/** How much of the mail this computer can search, and what the servers add; nothing where all of it is here. */
function Coverage() {
  const coverage = useSearchCoverage(true)
  const { state, rows, elsewhere } = useServerSearch()
  if (coverage === undefined || coverage.complete) return null
  const seen =
    coverage.indexed < coverage.total
      ? t('search.coverage', { indexed: formatCount(coverage.indexed), total: formatCount(coverage.total) })
      : t('search.bodiesMissing', { count: coverage.bodiesMissing })
  return (
    <p role="status" data-testid="search-coverage">
      {[
        seen,
        serverWords(state, rows.length),
        elsewhere > 0 ? t('search.elsewhere', { count: elsewhere }) : '',
      ]
        .filter(part => part !== '')
        .join(' · ')}
    </p>
  )
}

function serverWords(state: 'idle' | 'searching' | 'done' | 'failed', found: number): string {
  if (state === 'idle') return ''
  if (state === 'searching') return t('search.server')
  if (state === 'failed') return t('search.serverFailed')
  return found === 0 ? t('search.serverNone') : t('search.serverFound', { count: found })
}
