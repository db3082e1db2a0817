import { Select } from '@base-ui/react/select'
import { Check, ChevronDown } from 'lucide-react'
import { t } from '#renderer/i18n/messages.ts'
import { overlays } from '#renderer/ui/overlays.ts'
import type { Identity } from '#shared/account.ts'

/** Who the mail is from, as it will stand in it. */
const identityText = ({ name, address }: Identity) => (name === '' ? address : `${name} <${address}>`)

/** `Sending as`: the names that mail can be sent as; a word where there is only one. */
export function IdentitySelect(props: {
  readonly identities: readonly Identity[]
  readonly value: string | null
  readonly onValue: (id: string) => void
}) {
  const { identities } = props
  const items = identities.map(identity => ({ value: identity.id, label: identityText(identity) }))
  return (
    <Select.Root
      items={items}
      value={props.value}
      onValueChange={value => {
        if (value !== null) props.onValue(value)
      }}
    >
      <Select.Label className="shrink-0 text-ink-2">{t('compose.sendingAs')}</Select.Label>
      <Select.Trigger className="flex h-[23px] min-w-0 items-center gap-1.5 rounded-[6px] bg-sunken px-2 font-medium hover:bg-hover">
        <span className="min-w-0 truncate">
          <Select.Value placeholder={t('compose.chooseSender')} />
        </span>
        <ChevronDown size={14} strokeWidth={1.75} aria-hidden className="shrink-0 text-ink-2" />
      </Select.Trigger>
      <Select.Portal container={overlays}>
        <Select.Positioner className="z-50" sideOffset={4} alignItemWithTrigger={false}>
          <Select.Popup
            data-own-keys
            className="min-w-[var(--anchor-width)] rounded-control border border-line-strong bg-raised p-1 shadow-float outline-none"
          >
            {items.map(item => (
              <Select.Item
                key={item.value}
                value={item.value}
                className="flex items-center gap-2 rounded-sm py-1.5 pr-3 pl-2 outline-none data-highlighted:bg-accent-soft data-highlighted:text-accent-text"
              >
                <span className="grid size-4 place-items-center">
                  <Select.ItemIndicator>
                    <Check size={14} aria-hidden />
                  </Select.ItemIndicator>
                </span>
                <Select.ItemText>{item.label}</Select.ItemText>
              </Select.Item>
            ))}
          </Select.Popup>
        </Select.Positioner>
      </Select.Portal>
    </Select.Root>
  )
}
