import { TriangleAlert } from 'lucide-react'
import { memo, useEffect, useState } from 'react'
import { useConversation } from '#renderer/api/queries.ts'
import { thrownText } from '#renderer/i18n/error-text.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useListWalk } from '#renderer/stores/list-walk.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { Banner } from '#renderer/ui/Banner.tsx'
import { Button } from '#renderer/ui/Button.tsx'
import type { ConversationRow } from '#shared/conversation.ts'
import { isAppError } from '#shared/errors.ts'
import { HoveredLink } from './HoveredLink.tsx'
import { Thread } from './Thread.tsx'

/** The open conversation, or why it can't be shown. */
export const ThreadPage = memo(function ThreadPage({ id }: { readonly id: string }) {
  const { data, error, refetch } = useConversation(id)
  const close = useNavigation(state => state.close)
  const follow = useNavigation(state => state.follow)
  const shownId = data?.row.id
  useEffect(() => {
    if (shownId !== undefined && shownId !== id) follow(id, shownId)
  }, [shownId, id, follow])
  const gone = isAppError(error, 'not-found')
  const listed = useListWalk(state => state.rows.find(row => row.id === id))
  const row = useSameRow(data?.row ?? (error === null ? listed : undefined))
  if (row !== undefined) {
    return (
      <div className="relative flex h-full flex-col">
        {gone ? (
          <Banner
            live
            icon={TriangleAlert}
            tone="warn"
            action={
              <Button look="link" className="text-small" onClick={close}>
                {t('thread.close')}
              </Button>
            }
          >
            {t('thread.goneOpen')}
          </Banner>
        ) : null}
        <div className="min-h-0 flex-1">
          <Thread row={row} conversation={data} />
        </div>
        <HoveredLink key={`link ${id}`} />
      </div>
    )
  }
  if (error === null) return <section aria-label={t('thread.label')} aria-busy className="h-full" />
  const words = thrownText(error)
  return (
    <section aria-label={t('thread.label')} className="grid h-full place-items-center px-8 text-center">
      <div role="alert" className="max-w-[420px]">
        <p className="font-semibold">{gone ? t('thread.gone') : t('thread.failed')}</p>
        {gone ? null : (
          <p className="mt-1 text-ink-2">
            {words.what} {words.next}
          </p>
        )}
        <Button look="soft" className="mt-4" onClick={gone ? close : () => void refetch()}>
          {gone ? t('thread.back') : t('app.retry')}
        </Button>
      </div>
    </section>
  )
})

/** The row as long as it says the same, so that what is drawn from it need not be drawn again when the engine has answered. */
function useSameRow(row: ConversationRow | undefined): ConversationRow | undefined {
  const [kept, setKept] = useState(row)
  if (row === kept || (row !== undefined && kept !== undefined && wordsOf(row) === wordsOf(kept))) return kept
  setKept(row)
  return row
}

/** All that a row says, apart from where a search found it. */
function wordsOf({ match: _match, ...row }: ConversationRow): string {
  return JSON.stringify(row)
}
