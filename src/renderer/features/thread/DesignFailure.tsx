import { FileText, Shield } from 'lucide-react'
import { t } from '#renderer/i18n/messages.ts'
import { Banner } from '#renderer/ui/Banner.tsx'
import { Button } from '#renderer/ui/Button.tsx'
import type { Email } from '#shared/conversation.ts'
import type { DesignProblem } from '#shared/wash.ts'
import { EmailText } from './EmailText.tsx'
import { SourceText } from './SourceText.tsx'

/** Text in place of a design that can't be shown, then the source where there is no text: never blank. */
export function DesignFailure(props: {
  readonly email: Email
  readonly reason: DesignProblem
  /** Null where the design can't be shown at all. */
  readonly onInsist: (() => void) | null
}) {
  const { email, reason, onInsist } = props
  const quiet = reason === 'large' || reason === 'invisible'
  return (
    <>
      {reason === 'empty' ? null : (
        <Banner
          icon={quiet ? FileText : Shield}
          className="mb-3 rounded-control"
          action={
            onInsist === null ? null : (
              <Button look="link" className="text-small" onClick={onInsist}>
                {t('thread.viewHtml')}
              </Button>
            )
          }
        >
          {t(note[reason])}
        </Banner>
      )}
      {reason === 'empty' ? (
        <EmailText email={email} />
      ) : (
        <EmailText email={email} empty={<SourceText emailId={email.id} />} />
      )}
    </>
  )
}

const note = {
  large: 'frame.large',
  invisible: 'frame.invisible',
  'too-complex': 'thread.htmlFailed',
  failed: 'thread.htmlFailed',
} as const
