import { CircleAlert } from 'lucide-react'
import { thrownText } from '#renderer/i18n/error-text.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'

/** Stands in for everything when the engine can't tell what there is: what happened, and what to do. */
export function FailurePage(props: { readonly error: unknown; readonly onRetry: () => void }) {
  const words = thrownText(props.error)
  return (
    <section className="grid h-full place-items-center p-8">
      <div role="alert" className="max-w-[440px] text-center">
        <CircleAlert size={28} strokeWidth={1.5} aria-hidden className="mx-auto text-danger" />
        <h1 className="mt-3 text-page weight-pane">{words.what}</h1>
        <p className="mt-1.5 text-ink-2">{words.next}</p>
        {words.step === 'retry' ? (
          <Button look="soft" className="mt-4" onClick={props.onRetry}>
            {t('app.retry')}
          </Button>
        ) : null}
      </div>
    </section>
  )
}
