import { X } from 'lucide-react'
import { keepFocus } from '#renderer/actions/auto-advance.ts'
import { t } from '#renderer/i18n/messages.ts'
import { keyHint } from '#renderer/stores/command-keys.ts'
import { type Toast, useToasts } from '#renderer/stores/toasts.ts'
import { cx } from '#renderer/ui/cx.ts'
import { useRestTime } from './use-rest-time.ts'

const shownForMs = 7_000
/** ui.md: every action can be undone for at least ten seconds. */
const offeredForMs = 12_000

/** Short messages at the foot of the list, clear of what sends a mail. What they offer is read out with them, and reached with Tab. */
export function Toasts() {
  const toasts = useToasts(state => state.toasts)
  return (
    <section
      aria-label={t('toast.region')}
      aria-live="polite"
      aria-relevant="additions"
      className="pointer-events-none fixed bottom-14 left-[70px] z-50 flex flex-col items-start gap-2"
    >
      {toasts.map(toast => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  )
}

function ToastCard({ toast }: { readonly toast: Toast }) {
  const dismiss = useToasts(state => state.dismiss)
  const { action } = toast
  const leave = () => {
    dismiss(toast.id)
    keepFocus()
  }
  const attention = useRestTime(action === null ? shownForMs : offeredForMs, leave)
  return (
    <div
      {...attention}
      data-testid="toast"
      className="pointer-events-auto flex max-w-[520px] items-center gap-3 rounded-control border border-line-strong bg-raised py-1.5 pr-2 pl-3.5 shadow-float"
    >
      <span
        role={toast.tone === 'danger' ? 'alert' : undefined}
        className={cx('py-0.5', toast.tone === 'danger' && 'text-danger')}
      >
        {toast.text}
      </span>
      {action === null ? null : (
        <button
          type="button"
          aria-keyshortcuts={action.about === undefined ? undefined : 'z'}
          onClick={() => {
            leave()
            action.run()
          }}
          className="flex h-7 items-center gap-2 rounded-control px-2 font-semibold text-accent-text hover:bg-accent-soft"
        >
          {action.label}
          {action.about === undefined ? null : (
            <kbd aria-hidden className="font-sans text-tiny font-normal text-ink-2">
              {keyHint('undo')}
            </kbd>
          )}
        </button>
      )}
      <button
        type="button"
        aria-label={t('toast.dismiss')}
        onClick={leave}
        className="grid size-6 shrink-0 place-items-center rounded-sm text-ink-2 hover:text-ink"
      >
        <X size={14} strokeWidth={1.75} aria-hidden />
      </button>
    </div>
  )
}
