import { useQueryClient } from '@tanstack/react-query'
import type { Editor } from '@tiptap/react'
import { type DragEvent, type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { t } from '#renderer/i18n/messages.ts'
import { runCommand } from '#renderer/stores/commands.ts'
import { useComposerFocus } from '#renderer/stores/composer-focus.ts'
import { cx } from '#renderer/ui/cx.ts'
import type { Identity } from '#shared/account.ts'
import type { ComposerHost } from './Composer.tsx'
import { ComposerAddresses } from './ComposerAddresses.tsx'
import { ComposerFoot } from './ComposerFoot.tsx'
import { ComposerHead } from './ComposerHead.tsx'
import { DraftFiles } from './DraftFiles.tsx'
import { discardDraft, leaveDraft } from './discard.ts'
import type { DraftSession } from './draft-session.ts'
import { PlainBox } from './PlainBox.tsx'
import { RichText } from './RichText.tsx'
import { SendButton } from './SendButton.tsx'
import { SendLaterDialog } from './SendLaterDialog.tsx'
import { useDraftFiles } from './use-draft-files.ts'
import { useDraftImages } from './use-draft-images.ts'
import { useSend } from './use-send.ts'
import { useWordsMode } from './use-words-mode.ts'
import { WarningDialog } from './WarningDialog.tsx'

/** The composer of one session: head, recipients, text, files, foot. */
export function OpenComposer(props: {
  readonly session: DraftSession
  readonly identities: readonly Identity[]
  readonly look: 'card' | 'page'
  readonly host: ComposerHost
}) {
  const { session, host } = props
  const { draft } = session
  const client = useQueryClient()
  const cardRef = useRef<HTMLElement>(null)
  const [editor, setEditor] = useState<Editor | null>(null)
  const [box, setBox] = useState<HTMLTextAreaElement | null>(null)
  const [later, setLater] = useState(false)
  const plain = useStore(session.state, state => state.fields.plain)
  const images = useDraftImages(session)
  const files = useDraftFiles(session, images.know)
  const { send, busy, problem, question, dropQuestion } = useSend(session, host.onSent)
  const words = useWordsMode(session, editor, box)
  const wanted = useComposerFocus(state => state.draftId === draft.id)
  const focusTo = draft.kind === 'new' && session.state.getState().fields.to.length === 0

  const focusWords = useCallback(() => {
    if (editor !== null) editor.commands.focus(null, { scrollIntoView: false })
    else box?.focus({ preventScroll: true })
  }, [editor, box])
  useEffect(() => {
    if (!wanted || (editor === null && box === null)) return
    useComposerFocus.getState().done()
    if (!focusTo) focusWords()
    cardRef.current?.scrollIntoView({ block: 'nearest' })
  }, [wanted, editor, box, focusTo, focusWords])
  // What was typed is safe before the composer is out of sight; what nobody wrote is no draft.
  useEffect(() => {
    const save = () => void session.flush().catch(() => {})
    session.show(true)
    window.addEventListener('blur', save)
    return () => {
      session.show(false)
      window.removeEventListener('blur', save)
      void leaveDraft(session, client)
    }
  }, [session, client])

  // Before the editor, for which one is a line break and the other nothing at all.
  const onKeyFirst = (event: KeyboardEvent) => {
    const inWords =
      event.target instanceof Element && event.target.closest('[aria-multiline], textarea') !== null
    const sends = event.key === 'Enter' && (event.ctrlKey || event.metaKey)
    const leaves = event.key === 'Escape' && inWords
    if (event.nativeEvent.isComposing || !(sends || leaves)) return
    event.preventDefault()
    event.stopPropagation()
    if (leaves) host.onLeave()
    else if (!busy && !event.repeat) void send({})
  }
  const onDrop = (event: DragEvent) => {
    if (event.defaultPrevented || event.dataTransfer.files.length === 0) return
    event.preventDefault()
    void files.takeFiles([...event.dataTransfer.files], null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.nativeEvent.isComposing) return
    if (event.key === 'k' && (event.ctrlKey || event.metaKey) && !event.shiftKey) {
      event.preventDefault()
      runCommand('palette')
    } else if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      host.onLeave()
    }
  }
  return (
    <section
      ref={cardRef}
      data-testid="composer"
      data-own-keys
      aria-label={t('compose.label')}
      aria-busy={busy}
      onKeyDownCapture={onKeyFirst}
      onDragOver={event => event.dataTransfer.types.includes('Files') && event.preventDefault()}
      onDrop={onDrop}
      onKeyDown={onKeyDown}
      className={cx(
        'relative flex flex-col rounded-card border bg-surface',
        props.look === 'card'
          ? 'scroll-mb-[18px] border-line-strong shadow-[0_2px_10px_var(--shadow)]'
          : 'min-h-0 flex-1 border-line',
      )}
    >
      <ComposerHead session={session} identities={props.identities} />
      <ComposerAddresses session={session} focusTo={focusTo} />
      <div className={cx('min-w-0', props.look === 'page' && 'min-h-0 flex-1 overflow-y-auto')}>
        {plain ? (
          <PlainBox session={session} onBox={setBox} />
        ) : (
          <RichText
            session={session}
            show={images.show}
            take={{ onFiles: files.takeFiles, onImages: files.takeImages }}
            onEditor={setEditor}
          />
        )}
        <DraftFiles session={session} onRemove={id => void files.remove(id)} />
      </div>
      {problem === null ? null : (
        <p
          role="alert"
          className="mx-3.5 mb-2 rounded-control bg-danger-soft px-3 py-2 text-small text-danger"
        >
          {problem}
        </p>
      )}
      <ComposerFoot
        send={
          <SendButton
            disabled={busy}
            canArchive={draft.conversationId !== null}
            onSend={() => void send({})}
            onSendAndArchive={() => void send({ archive: true })}
            onLater={() => setLater(true)}
          />
        }
        editor={plain ? null : editor}
        plain={plain}
        onPlain={words.setPlain}
        onEmoji={words.insert}
        onFiles={() => void files.pick()}
        onImage={() => void files.pickImages(editor)}
        onDiscard={() => void discardDraft(session, client).then(host.onGone)}
      />
      {later ? (
        <SendLaterDialog
          onClose={() => setLater(false)}
          onSend={sendAt => {
            setLater(false)
            void send({ sendAt })
          }}
        />
      ) : null}
      {question === null ? null : (
        <WarningDialog
          warnings={question.warnings}
          onClose={() => {
            dropQuestion()
            requestAnimationFrame(focusWords)
          }}
          onSend={() => void send(question.options, true)}
        />
      )}
    </section>
  )
}
