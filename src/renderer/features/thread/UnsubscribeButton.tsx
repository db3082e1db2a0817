import { useState } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import type { Email } from '#shared/conversation.ts'
import { UnsubscribeDialog } from './UnsubscribeDialog.tsx'
import { useOpenLink } from './use-open-link.ts'

/**
 * The way to leave the list that sent an email; nothing where it names none.
 *
 * Mail in Junk gets none: an answer would tell its sender that somebody reads it.
 */
export function UnsubscribeButton({ email }: { readonly email: Email }) {
  const [asking, setAsking] = useState(false)
  const openLink = useOpenLink()
  const way = email.unsubscribe
  const isJunk = email.mailboxes.length > 0 && email.mailboxes.every(mailbox => mailbox.role === 'junk')
  if (way === null || isJunk) return null
  return (
    <>
      <button
        type="button"
        // The main process shows where a page is and asks by itself.
        onClick={() => (way.kind === 'page' ? void openLink(way.url) : setAsking(true))}
        className="pointer-events-auto shrink-0 rounded-sm text-small text-ink-2 underline-offset-2 hover:text-ink hover:underline"
      >
        {t('list-mail.unsubscribe')}
      </button>
      {asking && way.kind !== 'page' ? (
        <UnsubscribeDialog emailId={email.id} way={way} onClose={() => setAsking(false)} />
      ) : null}
    </>
  )
}
