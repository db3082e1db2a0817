import type { QueryClient } from '@tanstack/react-query'
import { openDraft } from '#renderer/actions/undo-send.ts'
import { ask } from '#renderer/api/client.ts'
import { keys } from '#renderer/api/keys.ts'
import { thrownText } from '#renderer/i18n/error-text.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useToasts } from '#renderer/stores/toasts.ts'
import type { DraftSession } from './draft-session.ts'

/** Throws a draft away; it can be had back. Exactly this one goes (semantics.md, Archive, delete). */
export async function discardDraft(session: DraftSession, client: QueryClient): Promise<void> {
  const { id } = session.draft
  const untouched = session.isUntouched()
  // What was typed last is in the draft that can be had back.
  await session.flush().catch(() => {})
  session.end()
  try {
    await ask('drafts/discard', { id })
    void client.invalidateQueries({ queryKey: keys.drafts })
    if (untouched) return
    useToasts.getState().offer(t('compose.discarded'), {
      action: { label: t('action.undo'), run: () => void restore(id) },
    })
  } catch (error) {
    sayFailed(error)
  }
}

async function restore(id: string): Promise<void> {
  try {
    await ask('drafts/restore', { id })
    openDraft(await ask('drafts/get', { id }))
  } catch (error) {
    sayFailed(error)
  }
}

/** The composer is out of sight: what was typed is saved, and a draft in which nobody wrote goes. */
export async function leaveDraft(session: DraftSession, client: QueryClient): Promise<void> {
  if (session.isEnded()) return
  // A composer that comes back at once (React draws twice while developing) has not left.
  await new Promise(resolve => setTimeout(resolve, 0))
  if (session.isShown() || session.isEnded()) return
  if (session.isUntouched()) return discardDraft(session, client)
  await session.flush().catch(sayFailed)
}

function sayFailed(error: unknown): void {
  const { what, next } = thrownText(error)
  useToasts.getState().say(t('compose.saveFailed', { what, next }), 'danger')
}
