import { useRef, useState } from 'react'
import { formatComingTime, formatLongTime } from '#renderer/i18n/format-time.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { Dialog } from '#renderer/ui/Dialog.tsx'
import { TextField } from '#renderer/ui/TextField.tsx'
import type { ActionTarget } from '#shared/actions.ts'
import { fromLocalInput, snoozeTimes, toLocalInput } from './snooze-times.ts'
import { useAct } from './use-act.ts'

/** Until when to snooze: one of the usual times, or any other. Says the exact moment before it is chosen. */
export function SnoozeDialog(props: { readonly target: ActionTarget; readonly onClose: () => void }) {
  const act = useAct()
  const [now] = useState(Date.now)
  const times = snoozeTimes(now)
  const firstRef = useRef<HTMLButtonElement>(null)
  const [picked, setPicked] = useState(() => toLocalInput(times.at(-1)?.at ?? now))
  const until = fromLocalInput(picked)
  const isAhead = until !== null && until > now
  const choose = (at: number) => {
    props.onClose()
    void act(props.target, { kind: 'snooze', until: at })
  }
  return (
    <Dialog
      open
      title={t('snooze.title')}
      closeLabel={t('deleting.close')}
      focusRef={firstRef}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{t('deleting.cancel')}</Button>
          <Button look="primary" disabled={!isAhead} onClick={() => isAhead && choose(until)}>
            {t('snooze.do')}
          </Button>
        </>
      }
    >
      <div className="-mx-2 mb-3">
        {times.map(({ id, at }, index) => (
          <button
            key={id}
            ref={index === 0 ? firstRef : null}
            type="button"
            onClick={() => choose(at)}
            className="flex h-9 w-full items-center gap-3 rounded-control px-2 text-left hover:bg-hover focus-visible:-outline-offset-2"
          >
            <span className="flex-1">{t(`snooze.${id}`)}</span>
            <span className="text-ink-2 tabular-nums">{formatComingTime(at, now)}</span>
          </button>
        ))}
      </div>
      <form
        onSubmit={event => {
          event.preventDefault()
          if (isAhead) choose(until)
        }}
      >
        <TextField
          label={t('snooze.date')}
          type="datetime-local"
          min={toLocalInput(now)}
          value={picked}
          onText={setPicked}
        />
      </form>
      <p aria-live="polite" className="mt-2 text-ink-2">
        {isAhead ? t('snooze.returns', { time: formatLongTime(until) }) : t('snooze.past')}
      </p>
    </Dialog>
  )
}
