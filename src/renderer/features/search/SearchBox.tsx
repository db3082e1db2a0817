import { Search, X } from 'lucide-react'
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import { useCommands } from '#renderer/stores/commands.ts'
import { focusList } from '#renderer/stores/list-walk.ts'
import type { SearchCompletion } from '#shared/search-completions.ts'
import { CompletionList } from './CompletionList.tsx'
import { useCompletions } from './use-completions.ts'
import { useTypedSearch } from './use-typed-search.ts'

/**
 * The search field, with completion of operators. Escape closes the completion, then clears, then leads back to the list;
 * Enter and Down lead into the results.
 */
export function SearchBox() {
  const { text, type, ask } = useTypedSearch()
  const [caret, setCaret] = useState(0)
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(-1)
  const inputRef = useRef<HTMLInputElement>(null)
  const id = useId()
  const optionId = (index: number) => `${id}-${index}`
  const items = useCompletions(text, caret)
  const isOpen = open && items.length > 0
  const active = isOpen ? Math.min(at, items.length - 1) : -1

  useCommands({
    search: () => {
      inputRef.current?.focus()
      inputRef.current?.select()
    },
  })
  // A completion puts the caret behind what it wrote.
  const [caretWanted, setCaretWanted] = useState<number | null>(null)
  useLayoutEffect(() => {
    if (caretWanted === null) return
    inputRef.current?.setSelectionRange(caretWanted, caretWanted)
    setCaretWanted(null)
  }, [caretWanted])

  const offer = (show: boolean) => {
    setOpen(show)
    setAt(-1)
  }
  const leave = () => {
    ask(text)
    offer(false)
    focusList()
  }
  const complete = (item: SearchCompletion | undefined) => {
    if (item === undefined) return
    const end = item.start + item.insert.length
    ask(text.slice(0, item.start) + item.insert + text.slice(item.end))
    setCaret(end)
    setCaretWanted(end)
    // After `is:` the values come next; after a value nothing does.
    offer(item.kind === 'operator')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const count = items.length
    if (event.key === 'Escape') {
      offer(false)
      if (text !== '' && !isOpen) ask('')
      else if (text === '') focusList()
    } else if (event.key === 'ArrowDown' && event.altKey) offer(true)
    else if (event.key === 'ArrowDown' && isOpen) setAt((active + 1) % count)
    else if (event.key === 'ArrowUp' && isOpen) setAt((Math.max(active, 0) + count - 1) % count)
    else if (event.key === 'Tab' && !event.shiftKey && isOpen) complete(items[Math.max(active, 0)])
    else if (event.key === 'Enter' && active >= 0) complete(items[active])
    else if (event.key === 'Enter' || event.key === 'ArrowDown') leave()
    else return
    event.preventDefault()
  }

  return (
    <search className="relative min-w-0 flex-1">
      <Search
        size={15}
        strokeWidth={1.75}
        aria-hidden
        className="pointer-events-none absolute top-[9px] left-[11px] text-ink-2"
      />
      <input
        ref={inputRef}
        role="combobox"
        aria-label={t('list.search')}
        aria-expanded={isOpen}
        aria-controls={isOpen ? `${id}-list` : undefined}
        aria-autocomplete="list"
        aria-activedescendant={active < 0 ? undefined : optionId(active)}
        placeholder={t('list.search')}
        maxLength={500}
        value={text}
        spellCheck={false}
        onChange={event => {
          type(event.target.value)
          setCaret(event.target.selectionStart ?? event.target.value.length)
          offer(event.target.value.trim() !== '')
        }}
        onSelect={event => setCaret(event.currentTarget.selectionStart ?? 0)}
        onBlur={() => offer(false)}
        onKeyDown={onKeyDown}
        className="select-content h-8 w-full rounded-control border border-transparent bg-sunken pr-8 pl-[33px] text-ink hover:border-line-strong focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0"
      />
      {isOpen ? (
        <CompletionList
          id={`${id}-list`}
          optionId={optionId}
          items={items}
          active={active}
          onChoose={complete}
        />
      ) : null}
      {text === '' ? (
        <kbd
          aria-hidden
          className="pointer-events-none absolute top-[7px] right-[11px] grid h-[18px] min-w-4 place-items-center rounded-[4px] border border-line-strong bg-surface px-1 font-sans text-[10.5px] text-ink-2"
        >
          /
        </kbd>
      ) : (
        <button
          type="button"
          aria-label={t('list.clearSearch')}
          onClick={() => {
            ask('')
            offer(false)
            inputRef.current?.focus()
          }}
          className="absolute top-1 right-1 grid size-6 place-items-center rounded-sm text-ink-2 hover:text-ink"
        >
          <X size={14} strokeWidth={1.75} aria-hidden />
        </button>
      )}
    </search>
  )
}
