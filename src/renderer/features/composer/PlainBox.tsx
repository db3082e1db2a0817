import { useEffect, useRef, useState } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import type { DraftSession } from './draft-session.ts'

/** The text of a mail that goes out as plain text. It grows with what is written. */
export function PlainBox(props: {
  readonly session: DraftSession
  readonly onBox: (box: HTMLTextAreaElement | null) => void
}) {
  const { session, onBox } = props
  const [text, setText] = useState(() => session.words().text)
  const ref = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    ref.current?.setSelectionRange(0, 0)
    onBox(ref.current)
    return () => onBox(null)
  }, [onBox])
  return (
    <textarea
      ref={ref}
      aria-label={t('compose.text')}
      placeholder={t('compose.placeholder')}
      spellCheck={false}
      value={text}
      onChange={event => {
        const typed = event.target.value
        setText(typed)
        session.changeWords(() => ({ html: '', text: typed }))
      }}
      className="block field-sizing-content min-h-[108px] w-full resize-none bg-transparent px-3.5 pt-[13px] pb-2.5 font-mono text-small leading-[19px] select-content outline-none"
    />
  )
}
