import { type ClipboardEvent, type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import { addressKey, type EmailAddress } from '#shared/address.ts'
import { CompletionList, optionId } from './CompletionList.tsx'
import { endsRecipient, parseRecipients } from './parse-recipients.ts'
import { RecipientChip } from './RecipientChip.tsx'
import { useCompletions } from './use-completions.ts'

/**
 * Recipients as chips, and a line to type more (combobox pattern): Enter, Tab, a comma or leaving the line makes a
 * chip of what was typed; nothing that was typed is dropped, what is no address is marked.
 */
export function RecipientsField(props: {
  readonly label: string
  readonly values: readonly EmailAddress[]
  readonly onValues: (values: readonly EmailAddress[]) => void
  readonly autoFocus?: boolean
  /** What stands at the end of the line. */
  readonly end?: ReactNode
}) {
  const { values, onValues } = props
  const [text, setText] = useState('')
  const [active, setActive] = useState(-1)
  const [open, setOpen] = useState(false)
  const inputRef = useRef<HTMLInputElement>(null)
  const chipsRef = useRef<HTMLUListElement>(null)
  const id = useId()
  const found = useCompletions(text, values)
  const shown = open && found.length > 0
  const chosen = shown ? found[Math.max(0, active)] : undefined

  const add = (more: readonly EmailAddress[]) => {
    const known = new Set(values.map(value => addressKey(value.address)))
    const fresh = more.filter(one => {
      const key = addressKey(one.address)
      return !known.has(key) && known.add(key)
    })
    if (fresh.length > 0) onValues([...values, ...fresh.map(({ name, address }) => ({ name, address }))])
    setText('')
    setOpen(false)
    setActive(-1)
  }
  const addTyped = () => add(parseRecipients(text))
  const remove = (index: number) => {
    onValues(values.filter((_, at) => at !== index))
    inputRef.current?.focus()
  }
  const focusChip = (index: number) =>
    chipsRef.current?.querySelectorAll<HTMLElement>('[data-chip]')[index]?.focus()

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    const atStart = event.currentTarget.selectionStart === 0 && event.currentTarget.selectionEnd === 0
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (shown && step !== 0) setActive((Math.max(0, active) + step + found.length) % found.length)
    else if (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey && text.trim() !== '')) {
      if (chosen === undefined) addTyped()
      else add([chosen])
    } else if (event.key === 'Escape' && shown) setOpen(false)
    else if (event.key === 'Backspace' && text === '' && values.length > 0) remove(values.length - 1)
    else if (event.key === 'ArrowLeft' && atStart && values.length > 0) focusChip(values.length - 1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text/plain')
    const several = parseRecipients(pasted)
    if (text !== '' || (several.length < 2 && !several[0]?.valid)) return
    event.preventDefault()
    add(several)
  }

  return (
    <div className="flex min-h-9 items-start gap-2 border-b border-line px-3.5 py-1.5">
      <label htmlFor={id} className="min-w-8 pt-[3px] text-ink-2">
        {props.label}
      </label>
      <div className="relative flex min-w-0 flex-1 flex-wrap items-center gap-1">
        <ul ref={chipsRef} aria-label={t('compose.recipients', { field: props.label })} className="contents">
          {values.map((value, index) => (
            <RecipientChip
              key={`${value.address} ${value.name}`}
              value={value}
              onRemove={() => remove(index)}
              onStep={by => {
                if (index + by >= values.length) inputRef.current?.focus()
                else focusChip(Math.max(0, index + by))
              }}
            />
          ))}
        </ul>
        <input
          ref={inputRef}
          id={id}
          type="text"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={shown}
          aria-controls={shown ? `${id}-list` : undefined}
          aria-activedescendant={chosen === undefined ? undefined : optionId(id, Math.max(0, active))}
          autoComplete="off"
          spellCheck={false}
          // biome-ignore lint/a11y/noAutofocus: a new message begins with whom it is for
          autoFocus={props.autoFocus ?? false}
          value={text}
          onChange={event => {
            const typed = event.target.value
            if (endsRecipient(typed)) return add(parseRecipients(typed))
            setText(typed)
            setActive(-1)
            setOpen(typed.trim() !== '')
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onBlur={addTyped}
          className="h-6 min-w-[120px] flex-1 bg-transparent select-content outline-none"
        />
        {shown ? (
          <CompletionList
            id={id}
            found={found}
            active={Math.max(0, active)}
            onChoose={one => {
              add([one])
              inputRef.current?.focus()
            }}
          />
        ) : null}
      </div>
      {props.end}
    </div>
  )
}
