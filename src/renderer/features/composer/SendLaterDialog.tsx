import { type FormEvent, useRef, useState } from 'react'
import { fromLocalInput, snoozeTimes, toLocalInput } from '#renderer/actions/snooze-times.ts'
import { formatComingTime, formatLongTime } from '#renderer/i18n/format-time.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { Dialog } from '#renderer/ui/Dialog.tsx'
import { TextField } from '#renderer/ui/TextField.tsx'

/** When a mail is to leave. Says plainly that this computer has to be on by then. */
export function SendLaterDialog(props: {
  readonly onSend: (at: number) => void
  readonly onClose: () => void
}) {
  const [now] = useState(Date.now)
  const times = snoozeTimes(now)
  const firstRef = useRef<HTMLButtonElement>(null)
  const [picked, setPicked] = useState(() => toLocalInput(times.at(-1)?.at ?? now))
  const at = fromLocalInput(picked)
  const isAhead = at !== null && at > now
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isAhead) props.onSend(at)
  }
  return (
    <Dialog
      open
      title={t('compose.later')}
      closeLabel={t('compose.close')}
      focusRef={firstRef}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{t('compose.cancel')}</Button>
          <Button look="primary" disabled={!isAhead} onClick={() => isAhead && props.onSend(at)}>
            {t('compose.laterDo')}
          </Button>
        </>
      }
    >
      <div className="-mx-2 mb-3">
        {times.map((time, index) => (
          <button
            key={time.id}
            ref={index === 0 ? firstRef : null}
            type="button"
            onClick={() => props.onSend(time.at)}
            className="flex h-9 w-full items-center gap-3 rounded-control px-2 text-left hover:bg-hover focus-visible:-outline-offset-2"
          >
            <span className="flex-1">{t(`snooze.${time.id}`)}</span>
            <span className="text-ink-2 tabular-nums">{formatComingTime(time.at, now)}</span>
          </button>
        ))}
      </div>
      <form onSubmit={submit}>
        <TextField
          label={t('snooze.date')}
          type="datetime-local"
          min={toLocalInput(now)}
          value={picked}
          onText={setPicked}
        />
      </form>
      <p aria-live="polite" className="mt-2 text-ink-2">
        {isAhead ? t('compose.laterNote', { time: formatLongTime(at) }) : t('compose.laterPast')}
      </p>
    </Dialog>
  )
}
