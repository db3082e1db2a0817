import { Ellipsis } from 'lucide-react'
import { t } from '#renderer/i18n/messages.ts'

/** The `•••` that shows or hides what an email quotes. */
export function QuoteToggle(props: { readonly shown: boolean; readonly onToggle: () => void }) {
  return (
    <button
      type="button"
      aria-expanded={props.shown}
      aria-label={props.shown ? t('thread.hideQuoted') : t('thread.showQuoted')}
      onClick={props.onToggle}
      className="mt-3 grid h-5 w-[42px] place-items-center rounded-[6px] border border-line-strong text-ink-2 hover:bg-hover hover:text-ink"
    >
      <Ellipsis size={16} strokeWidth={2.25} aria-hidden />
    </button>
  )
}
