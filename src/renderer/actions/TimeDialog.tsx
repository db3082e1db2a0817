import { type FormEvent, useRef, useState } from 'react'
import { formatComingTime } from '#renderer/i18n/format-time.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { Dialog } from '#renderer/ui/Dialog.tsx'
import { TextField } from '#renderer/ui/TextField.tsx'
import { fromLocalInput, snoozeTimes, toLocalInput } from './snooze-times.ts'

/** A time to come: one of the usual ones, or any other. Says what the exact moment means before it is chosen. */
export function TimeDialog(props: {
  readonly title: string
  readonly choose: string
  /** `at` is epoch ms; null where the time that stands there has passed. */
  readonly note: (at: number | null) => string
  readonly onChoose: (at: number) => void
  readonly onClose: () => void
}) {
  const { onChoose, onClose } = props
  const [now] = useState(Date.now)
  const times = snoozeTimes(now)
  const firstRef = useRef<HTMLButtonElement>(null)
  const [picked, setPicked] = useState(() => toLocalInput(times.at(-1)?.at ?? now))
  const at = fromLocalInput(picked)
  const ahead = at !== null && at > now ? at : null
  const choosePicked = () => {
    if (ahead !== null) onChoose(ahead)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    choosePicked()
  }
  return (
    <Dialog
      open
      title={props.title}
      closeLabel={t('deleting.close')}
      focusRef={firstRef}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('deleting.cancel')}</Button>
          <Button look="primary" disabled={ahead === null} onClick={choosePicked}>
            {props.choose}
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
            onClick={() => onChoose(time.at)}
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
        {props.note(ahead)}
      </p>
    </Dialog>
  )
}
