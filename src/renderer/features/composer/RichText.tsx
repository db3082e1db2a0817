import { type Editor, EditorContent, getSchema, useEditor } from '@tiptap/react'
import { useEffect, useRef, useState } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import type { DraftSession } from './draft-session.ts'
import { editorExtensions } from './editor-extensions.ts'
import { toDoc, toHtml, toText } from './editor-html.ts'
import type { ShowImage } from './inline-image.ts'
import { washHtml } from './wash-html.ts'
import './editor.css'

/** The composer's foot, the folded quote above it and the margin below it. */
const footPx = 116

/** What the text takes from outside: files and images that were pasted or dropped into it. */
export type TakeFiles = {
  /** Images to be drawn at the caret, the others beside the text. */
  readonly onFiles: (files: readonly File[], editor: Editor) => void
  readonly onImages: (
    images: readonly { readonly type: string; readonly base64: string }[],
    editor: Editor,
  ) => void
}

/** The text of a mail, as it will be read. Hands out its editor once it stands. */
export function RichText(props: {
  readonly session: DraftSession
  readonly show: ShowImage
  readonly take: TakeFiles
  readonly onEditor: (editor: Editor | null) => void
}) {
  const { session, onEditor } = props
  const take = useRef(props.take)
  useEffect(() => {
    take.current = props.take
  })
  const isOurs = (contentId: string) =>
    session.state.getState().attachments.some(file => file.contentId === contentId)
  // The editor would read HTML by itself, unwashed: it begins with a document instead.
  const [start] = useState(() => {
    const extensions = editorExtensions({
      placeholder: t('compose.placeholder'),
      show: props.show,
      foldQuote: session.draft.kind !== 'forward',
      words: { show: t('thread.showQuoted'), remove: t('compose.removeQuote') },
    })
    const { body } = washHtml(session.words().html, isOurs)
    return { extensions, content: toDoc(getSchema(extensions), body).toJSON() }
  })
  const editor: Editor = useEditor({
    injectCSS: false,
    immediatelyRender: true,
    shouldRerenderOnTransaction: false,
    extensions: start.extensions,
    content: start.content,
    onUpdate: ({ editor: changed }) => {
      const { doc } = changed.state
      session.changeWords(() => ({ html: toHtml(doc), text: toText(doc) }))
    },
    editorProps: {
      // The foot with what sends stays in sight under the caret.
      scrollThreshold: { top: 24, bottom: footPx, left: 0, right: 0 },
      scrollMargin: { top: 24, bottom: footPx, left: 0, right: 0 },
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': t('compose.text'),
        spellcheck: 'false',
      },
      transformPastedHTML: html => {
        const { body, images } = washHtml(html, isOurs)
        if (images.length > 0) queueMicrotask(() => take.current.onImages(images, editor))
        return body.innerHTML
      },
      handlePaste: (_view, event) => {
        const files = [...(event.clipboardData?.files ?? [])]
        const words = event.clipboardData?.getData('text/plain') ?? ''
        // What office programs copy has a picture of itself beside its words.
        if (files.length === 0 || words !== '') return false
        take.current.onFiles(files, editor)
        return true
      },
      handleDrop: (_view, event, _slice, moved) => {
        const files = [...(event.dataTransfer?.files ?? [])]
        if (moved || files.length === 0) return false
        event.preventDefault()
        take.current.onFiles(files, editor)
        return true
      },
    },
  })
  useEffect(() => {
    onEditor(editor)
    return () => onEditor(null)
  }, [editor, onEditor])
  return <EditorContent editor={editor} />
}
