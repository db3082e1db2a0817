import { useEffect, useRef } from 'react'
import { useDrafts } from '#renderer/api/drafts.ts'
import { useOutbox } from '#renderer/api/outbox.ts'
import { thrownText } from '#renderer/i18n/error-text.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useCommands } from '#renderer/stores/commands.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { Card } from '#renderer/ui/Card.tsx'
import { ScrollArea } from '#renderer/ui/ScrollArea.tsx'
import { DraftLine } from './DraftLine.tsx'
import { OutboxGroup } from './OutboxGroup.tsx'

/** What waits to be sent, what needs a decision, what has just left, and the drafts. */
export function OutboxPage() {
  const outbox = useOutbox()
  const drafts = useDrafts()
  const titleRef = useRef<HTMLHeadingElement>(null)
  useCommands({ back: () => useNavigation.getState().showConversations() })
  useEffect(() => titleRef.current?.focus({ preventScroll: true }), [])
  const all = outbox.data ?? []
  const attention = all.filter(
    each => each.state === 'failed' || each.state === 'uncertain' || each.heldForAnswer,
  )
  const waiting = all.filter(
    each => (each.state === 'queued' || each.state === 'sending') && !attention.includes(each),
  )
  const sent = all.filter(each => each.state === 'sent')
  const error = outbox.error ?? drafts.error

  return (
    <ScrollArea className="h-full" tabIndex={0} role="region" aria-label={t('outbox.title')}>
      <div className="mx-auto max-w-[820px] px-9 pt-7 pb-12 max-[899px]:px-5">
        <h1 ref={titleRef} tabIndex={-1} className="text-page weight-pane outline-none">
          {t('outbox.title')}
        </h1>
        {error === null ? null : (
          <div role="alert" className="mt-6">
            <p className="text-ink-2">
              {thrownText(error).what} {thrownText(error).next}
            </p>
            <Button
              look="soft"
              small
              className="mt-3"
              onClick={() => void Promise.all([outbox.refetch(), drafts.refetch()])}
            >
              {t('app.retry')}
            </Button>
          </div>
        )}
        <OutboxGroup title={t('outbox.attention')} submissions={attention} />
        <OutboxGroup title={t('outbox.waiting')} submissions={waiting} />
        {outbox.data !== undefined && attention.length + waiting.length === 0 ? (
          <Card className="mt-5 px-5 py-6 text-center">
            <p className="font-semibold">{t('outbox.empty')}</p>
            <p className="mt-0.5 text-ink-2">{t('outbox.emptyHint')}</p>
          </Card>
        ) : null}
        {drafts.data === undefined ? null : (
          <section aria-labelledby="outbox-drafts" className="mt-6">
            <h2 id="outbox-drafts" className="mb-2 font-semibold">
              {t('outbox.drafts')}
            </h2>
            {drafts.data.length === 0 ? (
              <p className="text-ink-2">{t('outbox.noDrafts')}</p>
            ) : (
              <Card>
                <ul>
                  {drafts.data.map(draft => (
                    <DraftLine key={draft.id} draft={draft} />
                  ))}
                </ul>
              </Card>
            )}
          </section>
        )}
        <OutboxGroup title={t('outbox.sent')} submissions={sent} />
      </div>
    </ScrollArea>
  )
}
