import { Archive, ChevronDown, Clock, Send } from 'lucide-react'
import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { Menu, MenuItem } from '#renderer/ui/Menu.tsx'
import { Tooltip } from '#renderer/ui/Tooltip.tsx'

/** `Send`, and the other ways to send in a menu beside it. */
export function SendButton(props: {
  readonly disabled: boolean
  readonly canArchive: boolean
  readonly onSend: () => void
  readonly onSendAndArchive: () => void
  readonly onLater: () => void
}) {
  const mod = window.parley.platform === 'darwin' ? '⌘' : 'Ctrl'
  return (
    <span className="flex shrink-0">
      <Tooltip label={t('compose.send')} shortcut={`${mod} Enter`} side="top">
        <Button
          look="primary"
          disabled={props.disabled}
          className="rounded-r-none !pr-2.5"
          onClick={props.onSend}
        >
          <Send size={15} strokeWidth={1.75} aria-hidden />
          {t('compose.send')}
        </Button>
      </Tooltip>
      <Menu
        align="start"
        trigger={
          <Button
            look="primary"
            disabled={props.disabled}
            aria-label={t('compose.sendMore')}
            className="w-6 rounded-l-none border-l border-on-accent/25 !px-0"
          >
            <ChevronDown size={14} strokeWidth={1.75} aria-hidden />
          </Button>
        }
      >
        <MenuItem icon={Clock} label={t('compose.later')} onSelect={props.onLater} />
        {props.canArchive ? (
          <MenuItem icon={Archive} label={t('compose.sendArchive')} onSelect={props.onSendAndArchive} />
        ) : null}
      </Menu>
    </span>
  )
}
