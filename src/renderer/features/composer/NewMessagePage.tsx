import { ArrowLeft, X } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import { loadComposer } from './load-composer.ts'

const Composer = lazy(() => loadComposer().then(module => ({ default: module.Composer })))

/** A new message in the right panel. Leaving it keeps the draft. */
export function NewMessagePage({ draftId }: { readonly draftId: string }) {
  const close = useNavigation(state => state.close)
  return (
    <section aria-label={t('compose.newMessage')} className="flex h-full min-h-0 flex-col">
      <header className="flex h-[72px] shrink-0 items-center gap-3 border-b border-line bg-surface px-6 max-[899px]:px-3">
        <span className="hidden max-[899px]:block">
          <IconButton icon={ArrowLeft} label={t('thread.back')} onClick={close} />
        </span>
        <h1 className="flex-1 text-subject weight-pane">{t('compose.newMessage')}</h1>
        <IconButton icon={X} label={t('compose.closeNew')} onClick={close} />
      </header>
      <div className="flex min-h-0 w-full max-w-[1028px] flex-1 flex-col self-center px-6 py-[18px] max-[899px]:px-3">
        <Suspense fallback={<div aria-busy className="flex-1 rounded-card border border-line bg-surface" />}>
          <Composer
            key={draftId}
            draftId={draftId}
            look="page"
            host={{
              onSent: ({ conversationId }) => {
                if (conversationId === null) close()
                else useNavigation.getState().open(conversationId, true)
              },
              onGone: close,
              onLeave: close,
            }}
          />
        </Suspense>
      </div>
    </section>
  )
}
