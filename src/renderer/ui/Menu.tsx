import { Menu as Base } from '@base-ui/react/menu'
import { Check, type LucideIcon } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { overlays } from './overlays.ts'

/** How a line of a menu looks. */
export const itemClass =
  'flex items-center gap-2 rounded-sm py-1.5 pr-3 pl-2 outline-none data-highlighted:bg-accent-soft data-highlighted:text-accent-text data-disabled:opacity-50'

/** How a menu looks; it scrolls where the window is too low for it. */
export const popupClass =
  'max-h-(--available-height) min-w-[188px] max-w-[320px] overflow-y-auto rounded-control border border-line-strong bg-raised p-1 text-ink shadow-float outline-none transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0'

/** A list of actions or choices under a button. */
export function Menu(props: {
  readonly trigger: ReactElement
  readonly children: ReactNode
  readonly align?: 'start' | 'end'
}) {
  return (
    <Base.Root>
      <Base.Trigger render={props.trigger} />
      <Base.Portal container={overlays}>
        <Base.Positioner className="z-50" sideOffset={6} align={props.align ?? 'end'}>
          <Base.Popup className={popupClass}>{props.children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

/** One action of a menu. */
export function MenuItem(props: {
  readonly label: string
  readonly icon?: LucideIcon
  /** The keys that do the same, in short. */
  readonly shortcut?: string
  /** A figure at its end. */
  readonly detail?: string
  readonly onSelect: () => void
}) {
  const Icon = props.icon
  return (
    <Base.Item className={itemClass} onClick={props.onSelect}>
      {Icon === undefined ? null : <Icon size={15} strokeWidth={1.75} aria-hidden className="text-ink-2" />}
      <span className="flex-1">{props.label}</span>
      {props.detail === undefined ? null : (
        <span className="pl-4 text-small text-ink-2 tabular-nums">{props.detail}</span>
      )}
      {props.shortcut === undefined ? null : (
        <kbd aria-hidden className="pl-4 font-sans text-tiny text-ink-2">
          {props.shortcut}
        </kbd>
      )}
    </Base.Item>
  )
}

/** A sentence where no action is: why, and what to do. */
export function MenuNote(props: { readonly text: string }) {
  return (
    <Base.Item disabled className="max-w-[220px] px-2 py-1.5 text-small text-ink-2 outline-none">
      {props.text}
    </Base.Item>
  )
}

/** A titled group of which one choice holds. The menu stays open, so that several groups can be set at once. */
export function MenuChoices<Value extends string>(props: {
  readonly label: string
  readonly value: Value
  readonly choices: readonly { readonly value: Value; readonly label: string; readonly mark?: ReactNode }[]
  readonly onValue: (value: Value) => void
}) {
  return (
    <Base.Group className="py-0.5">
      <Base.GroupLabel className="px-2 py-1 text-tiny font-medium text-ink-2">{props.label}</Base.GroupLabel>
      <Base.RadioGroup value={props.value} onValueChange={value => props.onValue(value as Value)}>
        {props.choices.map(choice => (
          <Base.RadioItem key={choice.value} value={choice.value} className={itemClass} closeOnClick={false}>
            <span className="grid size-4 place-items-center">{choice.mark}</span>
            <span className="flex-1">{choice.label}</span>
            <Base.RadioItemIndicator>
              <Check size={14} aria-hidden />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  )
}

/** A line between groups. */
export function MenuLine() {
  return <Base.Separator className="mx-1 my-1 h-px bg-line" />
}
