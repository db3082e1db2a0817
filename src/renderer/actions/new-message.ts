import { ask } from '#renderer/api/client.ts'
import { thrownText } from '#renderer/i18n/error-text.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { useToasts } from '#renderer/stores/toasts.ts'
import type { Account } from '#shared/account.ts'
import type { DraftPrefill } from '#shared/draft.ts'
import { parseMailto } from '#shared/mailto.ts'
import { openDraft } from './undo-send.ts'

/** Begins a new message. Where nothing can send, says so. Never rejects. */
export async function newMessage(accounts: readonly Account[], prefill?: DraftPrefill): Promise<void> {
  const { offer, say } = useToasts.getState()
  if (accounts.every(account => account.smtp === null)) {
    const run = () => useNavigation.getState().showSettings('emails')
    return offer(t('compose.viewOnly'), { action: { label: t('compose.viewOnlyFix'), run } })
  }
  try {
    openDraft(await ask('drafts/open', { kind: 'new', ...(prefill === undefined ? {} : { prefill }) }))
  } catch (error) {
    const { what, next } = thrownText(error)
    say(t('compose.openFailed', { what, next }), 'danger')
  }
}

/** What a `mailto:` address may say about a new message. */
export function mailtoPrefill(address: string): DraftPrefill {
  const mailto = parseMailto(address)
  if (mailto === null) return {}
  const people = (addresses: readonly string[]) => addresses.map(each => ({ name: '', address: each }))
  return {
    to: people(mailto.to),
    cc: people(mailto.cc),
    bcc: people(mailto.bcc),
    subject: mailto.subject,
    text: mailto.body,
  }
}
