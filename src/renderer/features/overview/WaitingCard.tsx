import { useQueryClient } from '@tanstack/react-query'
import { conversationOptions } from '#renderer/api/queries.ts'
import { formatCount } from '#renderer/i18n/format-number.ts'
import { formatDuration } from '#renderer/i18n/format-time.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { Avatar } from '#renderer/ui/Avatar.tsx'
import { Button } from '#renderer/ui/Button.tsx'
import { Card } from '#renderer/ui/Card.tsx'
import { Tag } from '#renderer/ui/Tag.tsx'
import type { OpenWait } from '#shared/overview.ts'
import { useShowList } from './use-show-list.ts'

/** Who waits for an answer, longest first; a click opens the conversation. */
export function WaitingCard(props: {
  readonly waiting: readonly OpenWait[]
  readonly count: number
  readonly now: number
}) {
  const open = useNavigation(state => state.open)
  const client = useQueryClient()
  const showList = useShowList()
  return (
    <Card className="px-[18px] pt-4 pb-2" aria-labelledby="waiting-title">
      <div className="flex items-start">
        <div className="flex-1">
          <h2 id="waiting-title" className="font-semibold">
            {t('overview.waiting')}
          </h2>
          <p className="mt-0.5 mb-2.5 text-small text-ink-2">{t('overview.waitingHint')}</p>
        </div>
        {props.count > props.waiting.length ? (
          <Button look="link" className="text-small" onClick={() => showList({ waiting: true })}>
            {t('overview.waitingAll', { count: formatCount(props.count) })}
          </Button>
        ) : null}
      </div>
      {props.waiting.length === 0 ? (
        <div className="border-t border-line py-6 text-center">
          <p className="font-medium">{t('overview.waitingNone')}</p>
          <p className="text-ink-2">{t('overview.waitingNoneHint')}</p>
        </div>
      ) : (
        <ul>
          {props.waiting.map(wait => (
            <li
              key={wait.conversationId}
              className="border-t border-line [@media(max-height:860px)]:nth-[n+5]:hidden"
            >
              <button
                type="button"
                onClick={() => open(wait.conversationId, true)}
                onPointerDown={() => void client.prefetchQuery(conversationOptions(wait.conversationId))}
                className="group -mx-2 flex h-14 w-[calc(100%+16px)] items-center gap-2.5 rounded-control px-2 text-left transition-colors hover:bg-hover"
              >
                <Avatar name={wait.contactName} address={null} size={28} />
                <span className="min-w-0 flex-1 truncate">
                  <span className="font-semibold">{wait.contactName}</span>
                  <span className="text-ink-2">
                    {' '}
                    · {wait.subject === '' ? t('list.noSubject') : wait.subject}
                  </span>
                </span>
                <Tag>
                  <span className="sr-only">
                    {t('overview.waited', { age: formatDuration(Math.max(0, props.now - wait.since)) })}
                  </span>
                  <span aria-hidden>{formatDuration(Math.max(0, props.now - wait.since))}</span>
                </Tag>
                <span
                  aria-hidden
                  className="rounded-control bg-accent-soft px-3 py-1 text-small font-semibold text-accent-text"
                >
                  {t('overview.openRow')}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
