import { formatCount } from '#renderer/i18n/format-number.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Card } from '#renderer/ui/Card.tsx'
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx'
import type { Overview } from '#shared/overview.ts'

/** Emails of the current month, received and sent, against each other. */
export function VolumeCard({ volume }: { readonly volume: Overview['volume'] }) {
  const most = Math.max(volume.received, volume.sent, 1)
  return (
    <Card className="flex flex-col px-[18px] pt-4 pb-[18px]" aria-labelledby="volume-title">
      <h2 id="volume-title" className="font-semibold">
        {t('overview.volume')}
      </h2>
      <p className="mt-0.5 text-small text-ink-2">{t('overview.volumeLegend')}</p>
      <div className="mt-4 flex flex-1 flex-col justify-center gap-5">
        <Bar
          name={t('overview.received')}
          count={volume.received}
          share={volume.received / most}
          color="var(--mail)"
        />
        <Bar name={t('overview.sent')} count={volume.sent} share={volume.sent / most} color="var(--accent)" />
      </div>
      <p className="mt-5 text-small text-ink-2 tabular-nums">
        {t('overview.volumeTotal', { count: volume.received + volume.sent })}
      </p>
    </Card>
  )
}

function Bar(props: {
  readonly name: string
  readonly count: number
  readonly share: number
  readonly color: string
}) {
  return (
    <div>
      <div className="mb-1.5 flex items-baseline gap-2">
        <span
          aria-hidden
          className="size-2.5 self-center rounded-[2px]"
          style={{ background: props.color }}
        />
        <span className="text-ink-2">{props.name}</span>
        <span className="ml-auto text-figure weight-figure tabular-nums">{formatCount(props.count)}</span>
      </div>
      <ProgressBar share={props.share} color={props.color} thick />
    </div>
  )
}
