import { useEffect, useRef, useState } from 'react'
import { usePreparedMail } from '#renderer/api/emails.ts'
import { useSettings } from '#renderer/api/queries.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useDark } from '#renderer/stores/dark.ts'
import { useFrameCrashes } from '#renderer/stores/frame-crashes.ts'
import { reportMailPaper, useMailPaper } from '#renderer/stores/mail-paper.ts'
import { useMailWidth } from '#renderer/stores/mail-width.ts'
import type { Email } from '#shared/conversation.ts'
import { largeHtml } from '#shared/html-top.ts'
import { BlockedNotice } from './BlockedNotice.tsx'
import { DesignFailure } from './DesignFailure.tsx'
import { EmailText } from './EmailText.tsx'
import { FrameStack } from './FrameStack.tsx'
import { QuoteToggle } from './QuoteToggle.tsx'
import { useWidth } from './use-width.ts'

/** A mail whose frame dies this often is shown as text. */
const mostCrashes = 3
/** After this long without a picture the text is shown, until the frame is there: ordinary mail is there sooner. */
const patienceMs = 160

/**
 * An email's HTML, washed, in a frame without scripts, under the app's own banners.
 *
 * Never blank: the text stands in while the frame is made, and where it can't be made.
 */
export function MailFrame(props: { readonly email: Email; readonly senderName: string }) {
  const { email } = props
  const boxRef = useRef<HTMLDivElement>(null)
  const widthPx = useMeasuredWidth(boxRef)
  const dark = useDark()
  const { wanted: paper } = useMailPaper(email.id)
  const { trustedImageSenders } = useSettings()
  const sender = email.from[0]?.address.toLowerCase() ?? ''
  const trusted = sender !== '' && trustedImageSenders.includes(sender)
  const [imagesAsked, setImagesAsked] = useState(false)
  const [quotes, setQuotes] = useState<'folded' | 'shown'>('folded')
  const [insist, setInsist] = useState(false)
  const images = imagesAsked || trusted
  const [painted, setPainted] = useState(false)
  const { prepared, failed } = usePreparedMail(
    { email, widthPx, dark, paper, images, quotes, insist },
    painted,
  )
  const late = useLate(patienceMs) || email.htmlLength > largeHtml
  const ready = prepared?.ok === true

  const used = ready && painted ? prepared.paper : null
  useEffect(() => {
    reportMailPaper(email.id, used)
    return () => reportMailPaper(email.id, null)
  }, [email.id, used])

  const crashes = useFrameCrashes()
  const [crashesBefore] = useState(crashes)
  const keepsCrashing = crashes - crashesBefore >= mostCrashes
  if (prepared?.ok === false || failed || keepsCrashing) {
    const reason = prepared?.ok === false ? prepared.reason : 'failed'
    const possible = prepared?.ok === false && prepared.designPossible
    return (
      <div ref={boxRef}>
        <DesignFailure
          email={email}
          reason={reason}
          onInsist={possible && !insist ? () => setInsist(true) : null}
        />
      </div>
    )
  }
  return (
    <div ref={boxRef} aria-busy={!painted}>
      {ready ? (
        <>
          <BlockedNotice
            blocked={prepared.blocked}
            sender={sender}
            onLoad={prepared.imagesLoaded ? null : () => setImagesAsked(true)}
          />
          <FrameStack
            key={crashes}
            frames={prepared.frames}
            title={t('thread.frameTitle', { name: props.senderName })}
            sheet={dark && prepared.paper === 'light'}
            unfolded={quotes === 'shown'}
            onPainted={() => setPainted(true)}
          />
          {painted && prepared.hasQuote ? (
            <QuoteToggle
              shown={quotes === 'shown'}
              onToggle={() => setQuotes(quotes === 'shown' ? 'folded' : 'shown')}
            />
          ) : null}
        </>
      ) : null}
      {painted ? null : <WarmFrame />}
      {painted ? null : late ? <EmailText email={email} part="top" /> : <div className="min-h-24" />}
    </div>
  )
}

/** Starts the process that draws mail while the mail is still being washed. */
function WarmFrame() {
  return (
    <iframe title="Parley" aria-hidden tabIndex={-1} hidden sandbox="allow-popups" src="mail://m/warm/" />
  )
}

/** The width of the frame to come, remembered for mail that is prepared before it is opened. */
function useMeasuredWidth(ref: React.RefObject<HTMLDivElement | null>): number {
  const widthPx = useWidth(ref)
  const remember = useMailWidth(state => state.set)
  useEffect(() => {
    if (widthPx > 0) remember(widthPx)
  }, [widthPx, remember])
  return widthPx
}

function useLate(afterMs: number): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), afterMs)
    return () => clearTimeout(timer)
  }, [afterMs])
  return late
}
