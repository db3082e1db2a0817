import { useQueryClient } from '@tanstack/react-query'
import { Forward, Reply, ReplyAll } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useDrafts } from '#renderer/api/drafts.ts'
import { useAccounts } from '#renderer/api/queries.ts'
import { t } from '#renderer/i18n/messages.ts'
import { keyHint } from '#renderer/stores/command-keys.ts'
import { useCommands } from '#renderer/stores/commands.ts'
import { useComposerFocus } from '#renderer/stores/composer-focus.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { Button } from '#renderer/ui/Button.tsx'
import type { Account } from '#shared/account.ts'
import { addressKey } from '#shared/address.ts'
import type { Conversation } from '#shared/conversation.ts'
import type { DraftKind } from '#shared/draft.ts'
import { loadComposer } from './load-composer.ts'
import { useOpenReply } from './open-reply.ts'
import { sendersOf } from './senders.ts'

const Composer = lazy(() => loadComposer().then(module => ({ default: module.Composer })))

const icons = { reply: Reply, 'reply-all': ReplyAll, forward: Forward } as const

/** Below the last email: the ways to answer, or the answer that is being written. */
export function ReplyArea(props: {
  readonly conversation: Conversation
  /** Gives the keyboard back to the emails. */
  readonly focusThread: () => void
}) {
  const { conversation, focusThread } = props
  const { row, emails } = conversation
  const { data: accounts } = useAccounts()
  const { data: drafts } = useDrafts()
  const client = useQueryClient()
  const [begun, setBegun] = useState<string | null>(null)
  const kept = drafts?.find(draft => draft.conversationId === row.id)?.id ?? null
  const draftId = begun ?? kept
  const openReply = useOpenReply(client)
  const canSend = accounts !== undefined && sendersOf(accounts).length > 0
  const toAll = accounts !== undefined && hasOthers(conversation, accounts)

  const answer = async (kind: Exclude<DraftKind, 'new'>) => {
    const draft = await openReply({ kind, conversationId: row.id, known: draftId })
    if (draft === null) return
    setBegun(draft.id)
    useComposerFocus.getState().ask(draft.id)
  }
  const able = canSend && emails.length > 0
  useCommands({
    reply: able ? () => void answer('reply') : null,
    'reply-all': able ? () => void answer(toAll ? 'reply-all' : 'reply') : null,
    forward: able ? () => void answer('forward') : null,
  })
  // The composer is large: it is fetched while nobody waits for it.
  useEffect(() => {
    const idle = requestIdleCallback(() => void loadComposer())
    return () => cancelIdleCallback(idle)
  }, [])
  // One that was thrown away elsewhere is not begun any more.
  useEffect(() => {
    if (begun !== null && kept !== null && kept !== begun) setBegun(kept)
  }, [begun, kept])

  const close = () => {
    setBegun(null)
    focusThread()
  }
  if (accounts === undefined) return null
  if (!canSend) return <CannotSend />
  if (draftId === null)
    return (
      <div
        role="toolbar"
        aria-label={t('compose.answer')}
        className="flex items-center gap-2 rounded-card border border-line bg-surface px-3 py-2.5"
      >
        {(['reply', ...(toAll ? (['reply-all'] as const) : []), 'forward'] as const).map(kind => {
          const Icon = icons[kind]
          return (
            <Button
              key={kind}
              look={kind === 'reply' ? 'soft' : 'ghost'}
              aria-keyshortcuts={keyHint(kind).toLowerCase()}
              disabled={!able}
              onClick={() => void answer(kind)}
            >
              <Icon size={15} strokeWidth={1.75} aria-hidden />
              {t(`compose.${kind}`)}
            </Button>
          )
        })}
      </div>
    )
  return (
    <Suspense fallback={<div aria-busy className="h-[280px] rounded-card border border-line bg-surface" />}>
      <Composer draftId={draftId} look="card" host={{ onSent: close, onGone: close, onLeave: focusThread }} />
    </Suspense>
  )
}

/** Why nobody can write here, and what to do. */
function CannotSend() {
  return (
    <p className="flex items-center gap-3 rounded-card border border-line bg-surface px-4 py-3 text-ink-2">
      <span className="flex-1">{t('compose.viewOnly')}</span>
      <Button look="link" onClick={() => useNavigation.getState().showSettings('emails')}>
        {t('compose.viewOnlyFix')}
      </Button>
    </p>
  )
}

/** Whether the last email went to or came from more people than one, beside ourselves. */
function hasOthers({ emails }: Conversation, accounts: readonly Account[]): boolean {
  const last = emails.findLast(email => email.bounce === null)
  if (last === undefined) return false
  const own = new Set(
    accounts
      .flatMap(account => [account.address, ...account.identities.map(one => one.address)])
      .map(addressKey),
  )
  const people = new Set(
    [...last.from, ...last.to, ...last.cc].map(one => addressKey(one.address)).filter(key => !own.has(key)),
  )
  return people.size > 1
}
