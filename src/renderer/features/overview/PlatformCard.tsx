import { formatCount } from '#renderer/i18n/format-number.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Card } from '#renderer/ui/Card.tsx'
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx'
import { SourceIcon } from '#renderer/ui/SourceIcon.tsx'
import type { Source } from '#shared/conversation.ts'
import type { Overview } from '#shared/overview.ts'
import { useShowList } from './use-show-list.ts'

const always: readonly Source[] = ['email', 'form', 'support']
const colors: Readonly<Record<Source, string>> = {
  email: 'var(--mail)',
  form: 'var(--form)',
  support: 'var(--support)',
  other: 'var(--ink-3)',
}

/** Conversations by the door that they came through; the parts add up to the total. */
export function PlatformCard(props: { readonly bySource: Overview['bySource']; readonly total: number }) {
  const showList = useShowList()
  const countOf = (source: Source) => props.bySource.find(part => part.source === source)?.count ?? 0
  const shown = countOf('other') > 0 ? [...always, 'other' as const] : always
  return (
    <Card className="px-[18px] pt-4 pb-3" aria-labelledby="platform-title">
      <h2 id="platform-title" className="font-semibold">
        {t('overview.bySource')}
      </h2>
      <p className="mt-0.5 text-small text-ink-2">{t('overview.bySourceHint')}</p>
      <ul className="-mx-2 mt-2 flex flex-col">
        {shown.map(source => (
          <li key={source}>
            <button
              type="button"
              onClick={() => showList({ view: 'all', source })}
              className="w-full rounded-control px-2 pt-1.5 pb-2.5 text-left transition-colors hover:bg-hover"
            >
              <span className="flex items-center gap-2.5">
                <SourceIcon source={source} size={15} />
                <span className="flex-1">{t(`source.${source}`)}</span>
                <span className="text-ink-2 tabular-nums">{formatCount(countOf(source))}</span>
              </span>
              <span className="mt-2 block pl-[25px]">
                <ProgressBar
                  share={props.total === 0 ? 0 : countOf(source) / props.total}
                  color={colors[source]}
                />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  )
}
