import { Popover } from '@base-ui/react/popover'
import { formatCount, formatSignedPercent } from '#renderer/i18n/format-number.ts'
import { formatDuration } from '#renderer/i18n/format-time.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { overlays } from '#renderer/ui/overlays.ts'
import type { Overview } from '#shared/overview.ts'
import { Figure } from './Figure.tsx'
import { useShowList } from './use-show-list.ts'

/** The average response time; a click tells how it is made up. */
export function ResponseFigure(props: {
  readonly response: Overview['response']
  readonly waitingCount: number
}) {
  const { response, waitingCount } = props
  const showList = useShowList()
  const duration = (ms: number | null) => (ms === null ? t('overview.none') : formatDuration(ms))
  return (
    <Popover.Root>
      <Popover.Trigger
        render={
          <Figure
            name={t('overview.response')}
            value={duration(response.meanMs)}
            note={<ResponseNote response={response} />}
          />
        }
      />
      <Popover.Portal container={overlays}>
        <Popover.Positioner className="z-30" side="bottom" align="end" sideOffset={6}>
          <Popover.Popup className="w-[300px] rounded-card border border-line-strong bg-raised p-4 shadow-float outline-none">
            <Popover.Title className="font-semibold">
              {t('overview.responseTitle', { days: response.periodDays })}
            </Popover.Title>
            <dl className="mt-2 grid grid-cols-[1fr_auto] gap-y-1.5 tabular-nums">
              <Pair name={t('overview.responseMean')} value={duration(response.meanMs)} />
              <Pair name={t('overview.responseMedian')} value={duration(response.medianMs)} />
              <Pair name={t('overview.responseP90')} value={duration(response.p90Ms)} />
              <Pair
                name={t('overview.responseBefore', { days: response.periodDays })}
                value={duration(response.previousMeanMs)}
              />
              <Pair name={t('overview.responseReplies')} value={formatCount(response.count)} />
            </dl>
            <Popover.Description className="mt-3 text-small text-ink-2">
              {t('overview.responseNote')}
            </Popover.Description>
            {waitingCount === 0 ? null : (
              <Button look="soft" small className="mt-3" onClick={() => showList({ waiting: true })}>
                {t('overview.responseWaiting')}
              </Button>
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

function ResponseNote({ response }: { readonly response: Overview['response'] }) {
  const { meanMs, previousMeanMs, periodDays } = response
  if (meanMs === null) return t('overview.noReplies')
  if (previousMeanMs === null || previousMeanMs === 0) return t('overview.lastDays', { days: periodDays })
  const change = meanMs / previousMeanMs - 1
  return (
    <>
      <span className={change <= 0 ? 'font-semibold text-accent-text' : 'font-semibold text-warn-text'}>
        {formatSignedPercent(change)}
      </span>{' '}
      {t('overview.versusBefore')}
    </>
  )
}

function Pair(props: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt className="text-ink-2">{props.name}</dt>
      <dd className="text-right font-medium">{props.value}</dd>
    </>
  )
}
