import { Menu as Base } from '@base-ui/react/menu'
import { Check, ChevronRight, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { itemClass, popupClass } from './Menu.tsx'
import { overlays } from './overlays.ts'

/** A line of a menu that opens another menu beside it. */
export function Submenu(props: {
  readonly label: string
  readonly icon?: LucideIcon
  readonly children: ReactNode
}) {
  const Icon = props.icon
  return (
    <Base.SubmenuRoot>
      <Base.SubmenuTrigger className={`${itemClass} data-popup-open:bg-sunken`}>
        {Icon === undefined ? null : <Icon size={15} strokeWidth={1.75} aria-hidden className="text-ink-2" />}
        <span className="flex-1">{props.label}</span>
        <ChevronRight size={14} aria-hidden className="-mr-1 text-ink-2" />
      </Base.SubmenuTrigger>
      <Base.Portal container={overlays}>
        <Base.Positioner className="z-50" sideOffset={4} alignOffset={-5}>
          <Base.Popup className={popupClass}>{props.children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.SubmenuRoot>
  )
}

/** A choice that is on or off. The menu stays open, so that several can be made. */
export function MenuCheck(props: {
  readonly label: string
  readonly mark?: ReactNode
  readonly checked: boolean
  readonly onChecked: (checked: boolean) => void
}) {
  return (
    <Base.CheckboxItem
      className={itemClass}
      closeOnClick={false}
      checked={props.checked}
      onCheckedChange={props.onChecked}
    >
      <span className="grid size-4 place-items-center">{props.mark}</span>
      <span className="min-w-0 flex-1 truncate">{props.label}</span>
      <Base.CheckboxItemIndicator>
        <Check size={14} aria-hidden />
      </Base.CheckboxItemIndicator>
    </Base.CheckboxItem>
  )
}
