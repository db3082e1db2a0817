import { type Editor, useEditorState } from '@tiptap/react'
import { Bold, Italic, Link, List, ListOrdered, Quote, Underline } from 'lucide-react'
import { useState } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import { LinkDialog } from './LinkDialog.tsx'

const marks = ['bold', 'italic', 'underline'] as const
const blocks = ['bulletList', 'orderedList', 'blockquote', 'link'] as const
const icons = {
  bold: Bold,
  italic: Italic,
  underline: Underline,
  bulletList: List,
  orderedList: ListOrdered,
  blockquote: Quote,
  link: Link,
} as const
const mod = () => (window.parley.platform === 'darwin' ? '⌘' : 'Ctrl ')
const letters = { bold: 'B', italic: 'I', underline: 'U' } as const

/** How the text looks at the caret, as buttons that say whether it holds. */
export function Toolbar({ editor }: { readonly editor: Editor }) {
  const [linking, setLinking] = useState(false)
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) =>
      Object.fromEntries([...marks, ...blocks].map(name => [name, now.isActive(name)])),
  })
  const run = (name: (typeof marks)[number] | (typeof blocks)[number]) => {
    const chain = editor.chain().focus()
    switch (name) {
      case 'bold':
        return chain.toggleBold().run()
      case 'italic':
        return chain.toggleItalic().run()
      case 'underline':
        return chain.toggleUnderline().run()
      case 'bulletList':
        return chain.toggleBulletList().run()
      case 'orderedList':
        return chain.toggleOrderedList().run()
      case 'blockquote':
        return chain.toggleBlockquote().run()
      case 'link':
        return setLinking(true)
    }
  }
  return (
    <>
      {[...marks, ...blocks].map(name => (
        <IconButton
          key={name}
          icon={icons[name]}
          label={t(`compose.${name}`)}
          tooltipSide="top"
          pressed={active[name] === true}
          {...(name in letters ? { shortcut: `${mod()}${letters[name as keyof typeof letters]}` } : {})}
          // The text keeps its caret and its selection.
          onMouseDown={event => event.preventDefault()}
          onClick={() => run(name)}
        />
      ))}
      {linking ? <LinkDialog editor={editor} onClose={() => setLinking(false)} /> : null}
    </>
  )
}
