import { Popover } from '@base-ui/react/popover'
import { Smile } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import { overlays } from '#renderer/ui/overlays.ts'

const EmojiPicker = lazy(() => import('./EmojiPicker.tsx').then(module => ({ default: module.EmojiPicker })))

/** A smiley that opens all of them. They are part of the app: none is fetched. */
export function EmojiButton(props: { readonly onEmoji: (emoji: string) => void }) {
  const [open, setOpen] = useState(false)
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger render={<IconButton icon={Smile} label={t('compose.emoji')} tooltipSide="top" />} />
      <Popover.Portal container={overlays}>
        <Popover.Positioner className="z-50" side="top" sideOffset={6}>
          <Popover.Popup
            data-own-keys
            finalFocus={false}
            aria-label={t('compose.emoji')}
            className="h-[340px] w-[316px] rounded-control border border-line-strong bg-raised shadow-float"
          >
            <Suspense fallback={null}>
              <EmojiPicker
                onEmoji={emoji => {
                  setOpen(false)
                  props.onEmoji(emoji)
                }}
              />
            </Suspense>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
