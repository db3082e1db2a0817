import { t } from '#renderer/i18n/messages.ts'
import { Tag } from '#renderer/ui/Tag.tsx'
import type { EmailSubmission, Outgoing } from '#shared/submission.ts'

const tones = { queued: 'quiet', scheduled: 'accent', failed: 'danger', uncertain: 'warn' } as const

/** A word on what waits to be sent. */
export function OutgoingTag({ outgoing }: { readonly outgoing: Outgoing }) {
  return <Tag tone={tones[outgoing]}>{t(`outgoing.${outgoing}`)}</Tag>
}

/** The word for a mail that is on its way out. */
export function outgoingOf({ state, scheduled }: Pick<EmailSubmission, 'state' | 'scheduled'>): Outgoing {
  if (state === 'failed' || state === 'uncertain') return state
  return scheduled && state === 'queued' ? 'scheduled' : 'queued'
}
