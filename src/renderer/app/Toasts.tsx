import { X } from 'lucide-react'
import { useEffect } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import { type Toast, useToasts } from '#renderer/stores/toasts.ts'
import { cx } from '#renderer/ui/cx.ts'

const shownForMs = 7_000

/** Short messages at the foot of the window. */
export function Toasts() {
  const toasts = useToasts(state => state.toasts)
  return (
    <section
      aria-label={t('toast.region')}
      className="pointer-events-none fixed inset-x-0 bottom-5 z-50 flex flex-col items-center gap-2"
    >
      {toasts.map(toast => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  )
}

function ToastCard({ toast }: { readonly toast: Toast }) {
  const dismiss = useToasts(state => state.dismiss)
  useEffect(() => {
    const timer = setTimeout(() => dismiss(toast.id), shownForMs)
    return () => clearTimeout(timer)
  }, [toast.id, dismiss])
  return (
    <div
      role={toast.tone === 'danger' ? 'alert' : 'status'}
      className="pointer-events-auto flex max-w-[520px] items-center gap-3 rounded-control border border-line-strong bg-raised py-2 pr-2 pl-3.5 shadow-float"
    >
      <span className={cx(toast.tone === 'danger' && 'text-danger')}>{toast.text}</span>
      <button
        type="button"
        aria-label={t('toast.dismiss')}
        onClick={() => dismiss(toast.id)}
        className="grid size-6 place-items-center rounded-sm text-ink-2 hover:text-ink"
      >
        <X size={14} strokeWidth={1.75} aria-hidden />
      </button>
    </div>
  )
}
