import { formatCount } from '#renderer/i18n/format-number.ts'
import { t } from '#renderer/i18n/messages.ts'
import { type RunningAction, useRunningActions } from '#renderer/stores/running-action.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx'

/** How far actions on many conversations are, each with a way to stop it. */
export function RunningBars() {
  const running = useRunningActions(state => state.running)
  return running.map(action => <RunningBar key={action.id} running={action} />)
}

function RunningBar({ running }: { readonly running: RunningAction }) {
  const { done, total } = running.progress
  const text = t(`running.${running.kind}`, { done: formatCount(done), total: formatCount(total) })
  return (
    <div data-testid="running-bar" className="border-b border-line bg-sunken px-3.5 py-2">
      <p className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate tabular-nums">{text}</span>
        <Button look="link" className="text-small" onClick={running.cancel}>
          {t('running.cancel')}
        </Button>
      </p>
      <div className="mt-1.5">
        <ProgressBar share={total === 0 ? 0 : done / total} label={text} />
      </div>
    </div>
  )
}
