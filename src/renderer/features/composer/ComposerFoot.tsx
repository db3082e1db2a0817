import type { Editor } from '@tiptap/react'
import { Code, Ellipsis, ImagePlus, Paperclip, RemoveFormatting, Trash2, Type } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import { Menu, MenuItem } from '#renderer/ui/Menu.tsx'
import { EmojiButton } from './EmojiButton.tsx'
import { Toolbar } from './Toolbar.tsx'

/** Send, the tools for the text, files, and the way to throw the draft away. */
export function ComposerFoot(props: {
  readonly send: ReactNode
  /** Null in plain text. */
  readonly editor: Editor | null
  readonly plain: boolean
  readonly onPlain: (plain: boolean) => void
  readonly onEmoji: (emoji: string) => void
  readonly onFiles: () => void
  readonly onImage: () => void
  readonly onDiscard: () => void
}) {
  const { editor } = props
  return (
    <div className="sticky bottom-0 flex min-h-12 items-center gap-2 rounded-b-card border-t border-line bg-surface px-2.5 py-2">
      {props.send}
      <span aria-hidden className="h-[18px] w-px bg-line-strong" />
      <div
        role="toolbar"
        aria-label={t('compose.tools')}
        className="flex min-w-0 flex-1 flex-wrap items-center gap-0.5"
      >
        {editor === null ? null : <Toolbar editor={editor} />}
        <IconButton icon={Paperclip} label={t('compose.attach')} tooltipSide="top" onClick={props.onFiles} />
        <EmojiButton onEmoji={props.onEmoji} />
        <Menu
          align="start"
          trigger={<IconButton icon={Ellipsis} label={t('compose.more')} tooltipSide="top" />}
        >
          {editor === null ? null : (
            <>
              <MenuItem
                icon={Code}
                label={t('compose.code')}
                onSelect={() => editor.chain().focus().toggleCodeBlock().run()}
              />
              <MenuItem icon={ImagePlus} label={t('compose.image')} onSelect={props.onImage} />
              <MenuItem
                icon={RemoveFormatting}
                label={t('compose.clear')}
                onSelect={() => editor.chain().focus().unsetAllMarks().clearNodes().run()}
              />
            </>
          )}
          <MenuItem
            icon={Type}
            label={props.plain ? t('compose.rich') : t('compose.plain')}
            onSelect={() => props.onPlain(!props.plain)}
          />
        </Menu>
      </div>
      <IconButton icon={Trash2} label={t('compose.discard')} tooltipSide="top" onClick={props.onDiscard} />
    </div>
  )
}
