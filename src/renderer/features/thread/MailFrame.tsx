import { Shield } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { usePreparedMail } from '#renderer/api/emails.ts'
import { useSetSettings } from '#renderer/api/mutations.ts'
import { useSettings } from '#renderer/api/queries.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useDark } from '#renderer/stores/dark.ts'
import { useMailWidth } from '#renderer/stores/mail-width.ts'
import { Banner } from '#renderer/ui/Banner.tsx'
import { Button } from '#renderer/ui/Button.tsx'
import type { Email } from '#shared/conversation.ts'
import { PlainText } from './PlainText.tsx'
import { useWidth } from './use-width.ts'

/** After this long without a picture the text is shown, until the frame is there. */
const patienceMs = 160

/**
 * An email's HTML, washed, in a frame without scripts, under the app's own banners.
 *
 * Never blank: the text stands in while the frame is made, and where it can't be made.
 */
export function MailFrame(props: { readonly email: Email; readonly senderName: string }) {
  const { email } = props
  const boxRef = useRef<HTMLDivElement>(null)
  const widthPx = useWidth(boxRef)
  const rememberWidth = useMailWidth(state => state.set)
  useEffect(() => {
    if (widthPx > 0) rememberWidth(widthPx)
  }, [widthPx, rememberWidth])
  const dark = useDark()
  const { trustedImageSenders } = useSettings()
  const setSettings = useSetSettings()
  const sender = email.from[0]?.address.toLowerCase() ?? ''
  const trusted = sender !== '' && trustedImageSenders.includes(sender)
  const [asked, setAsked] = useState(false)
  const { data: prepared } = usePreparedMail({ email, widthPx, dark, images: asked || trusted })
  const [loaded, setLoaded] = useState(false)
  const [late, setLate] = useState(false)
  const shown = prepared?.ok === true && loaded

  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  const failed = prepared?.ok === false

  return (
    <div ref={boxRef}>
      {prepared?.ok === true && prepared.blockedImages > 0 ? (
        <Banner
          icon={Shield}
          className="mb-3 rounded-control"
          action={
            <span className="flex items-center gap-4">
              {sender === '' ? null : (
                <Button
                  look="link"
                  className="text-small font-medium"
                  onClick={() =>
                    setSettings.mutate({ trustedImageSenders: [...trustedImageSenders, sender] })
                  }
                >
                  {t('thread.alwaysImages')}
                </Button>
              )}
              <Button look="link" className="text-small" onClick={() => setAsked(true)}>
                {t('thread.loadImages')}
              </Button>
            </span>
          }
        >
          {t('thread.imagesBlocked')}
          {prepared.trackers > 0 ? ` ${t('thread.trackers', { count: prepared.trackers })}` : null}
        </Banner>
      ) : null}
      {failed ? (
        <Banner icon={Shield} className="mb-3 rounded-control">
          {t('thread.htmlFailed')}
        </Banner>
      ) : null}
      {prepared?.ok === true
        ? prepared.frames.map((frame, index) => (
            <iframe
              // A part keeps its place: a new width or theme changes its address, not the frame.
              // biome-ignore lint/suspicious/noArrayIndexKey: the index is the part's identity
              key={index}
              title={t('thread.frameTitle', { name: props.senderName })}
              sandbox="allow-popups"
              referrerPolicy="no-referrer"
              src={frame.url}
              data-testid="mail-frame"
              onLoad={() => setLoaded(true)}
              className={
                shown ? 'block w-full rounded-control border-0' : 'invisible absolute h-0 w-full border-0'
              }
              style={shown ? { height: Math.max(24, frame.heightPx) } : {}}
            />
          ))
        : null}
      {shown ? null : failed || late ? (
        <PlainText text={email.text ?? email.preview} />
      ) : (
        <div className="min-h-24" />
      )}
    </div>
  )
}
