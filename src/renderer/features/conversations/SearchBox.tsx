import { Search, X } from 'lucide-react'
import { type Ref, useCallback, useEffect, useRef, useState } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import { useListFilter } from '#renderer/stores/list-filter.ts'

const typingPauseMs = 60

/** The search field. A pause of typing asks; Escape clears, then leads back to the list. */
export function SearchBox(props: { readonly ref: Ref<HTMLInputElement>; readonly onLeave: () => void }) {
  const search = useListFilter(state => state.search)
  const change = useListFilter(state => state.change)
  const [text, setText] = useState(search)
  const [shown, setShown] = useState(search)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  // Someone else changed the filter (Clear filters, a figure of the overview): the field follows.
  if (shown !== search) {
    setShown(search)
    setText(search)
  }
  const stop = useCallback(() => {
    if (timer.current !== null) clearTimeout(timer.current)
    timer.current = null
  }, [])
  useEffect(() => stop, [stop])

  const ask = (next: string) => {
    stop()
    setShown(next)
    change({ search: next })
  }
  const type = (next: string) => {
    setText(next)
    stop()
    timer.current = setTimeout(() => ask(next), typingPauseMs)
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
        ref={props.ref}
        aria-label={t('list.search')}
        placeholder={t('list.search')}
        maxLength={500}
        value={text}
        spellCheck={false}
        onChange={event => type(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Escape') {
            event.preventDefault()
            if (text === '') props.onLeave()
            else {
              setText('')
              ask('')
            }
          } else if (event.key === 'Enter' || event.key === 'ArrowDown') {
            event.preventDefault()
            ask(text)
            props.onLeave()
          }
        }}
        className="select-content h-8 w-full rounded-control border border-transparent bg-sunken pr-8 pl-[33px] text-ink hover:border-line-strong focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0"
      />
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
            setText('')
            ask('')
          }}
          className="absolute top-1 right-1 grid size-6 place-items-center rounded-sm text-ink-2 hover:text-ink"
        >
          <X size={14} strokeWidth={1.75} aria-hidden />
        </button>
      )}
    </search>
  )
}
