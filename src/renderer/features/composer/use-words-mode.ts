import type { Editor } from '@tiptap/react'
import type { DraftSession } from './draft-session.ts'
import { textToHtml } from './text-to-html.ts'

/** Words into the text wherever the caret is, and the change between designed and plain text. */
export function useWordsMode(session: DraftSession, editor: Editor | null, box: HTMLTextAreaElement | null) {
  return {
    insert: (text: string) => {
      if (editor !== null) editor.chain().focus().insertContent({ type: 'text', text }).run()
      else if (box !== null) {
        box.focus()
        box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end')
        box.dispatchEvent(new Event('input', { bubbles: true }))
      }
    },
    setPlain: (plain: boolean) => {
      const { text } = session.words()
      session.changeWords(() => (plain ? { html: '', text } : { html: textToHtml(text), text }))
      session.changeFields({ plain })
    },
  }
}
