import { t } from '#renderer/i18n/messages.ts'
import { type ShownName, shownName } from '#renderer/ui/shown-name.ts'
import type { Email } from '#shared/conversation.ts'
import { skeleton } from '#shared/look-alike.ts'

/** Whom an email is said to be from: only our own is from "You", whatever other senders call themselves. */
export function senderName({ from: [sender], outbound }: Pick<Email, 'from' | 'outbound'>): ShownName {
  const shown = shownName(sender?.name ?? '', sender?.address ?? null)
  if (outbound) return { ...shown, name: t('thread.you') }
  const isOurWord = letters(shown.name) === letters(t('thread.you'))
  return isOurWord ? { ...shown, name: sender?.address || t('list.unknownSender') } : shown
}

const letters = (name: string) => skeleton(name.replace(/[^\p{L}]/gu, '').toLowerCase())
