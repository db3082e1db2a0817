import { Search } from 'lucide-react'
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { t } from '#renderer/i18n/messages.ts'
import { TopDialog } from '#renderer/ui/TopDialog.tsx'
import type { PaletteItem } from './item.ts'
import { PaletteOption } from './PaletteOption.tsx'
import { remember } from './recent.ts'
import { usePaletteGroups } from './use-palette-groups.ts'

/** The command palette: type a few letters of anything, and Enter does it. Mounted while it is open. */
export function Palette(props: { readonly onClose: () => void }) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const [openedFrom] = useState(() => document.activeElement)
  const inputRef = useRef<HTMLInputElement>(null)
  const listRef = useRef<HTMLDivElement>(null)
  const id = useId()
  const groups = usePaletteGroups(text)
  const items = groups.flatMap(({ found }) => found.map(({ item }) => item))
  const active = Math.min(at, items.length - 1)
  const optionId = (index: number) => `${id}-${index}`

  useLayoutEffect(() => {
    listRef.current
      ?.querySelector(`[id="${CSS.escape(`${id}-${active}`)}"]`)
      ?.scrollIntoView({ block: 'nearest' })
  }, [active, id])

  const close = () => {
    flushSync(props.onClose)
    if (openedFrom instanceof HTMLElement) openedFrom.focus({ preventScroll: true })
  }
  const choose = (item: PaletteItem | undefined) => {
    if (item === undefined) return
    remember(item)
    // What it does may move the keyboard: it comes last.
    close()
    item.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setAt((active + 1) % items.length)
    else if (event.key === 'ArrowUp') setAt((active + items.length - 1) % items.length)
    else if (event.key === 'Enter') choose(items[active])
    else return
    event.preventDefault()
  }

  let index = -1
  return (
    <TopDialog title={t('palette.title')} focusRef={inputRef} onClose={close}>
      <div className="relative shrink-0 border-b border-line">
        <Search
          size={16}
          strokeWidth={1.75}
          aria-hidden
          className="pointer-events-none absolute top-[15px] left-4 text-ink-2"
        />
        <input
          ref={inputRef}
          role="combobox"
          aria-label={t('palette.title')}
          aria-expanded
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={active < 0 ? undefined : optionId(active)}
          placeholder={t('palette.placeholder')}
          maxLength={200}
          spellCheck={false}
          value={text}
          onChange={event => {
            setText(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
          className="select-content h-[46px] w-full bg-transparent pr-4 pl-11 text-[14px] text-ink outline-none"
        />
      </div>
      <div
        ref={listRef}
        id={`${id}-list`}
        role="listbox"
        aria-label={t('palette.title')}
        className="min-h-0 flex-1 overflow-auto p-1.5"
      >
        {groups.map(group => (
          // biome-ignore lint/a11y/useSemanticElements: options in a list box are grouped by role
          <div key={group.title} role="group" aria-label={group.title} className="pb-1">
            <div aria-hidden className="px-2.5 pt-1.5 pb-1 text-tiny font-medium text-ink-2">
              {group.title}
            </div>
            {group.found.map(found => {
              index += 1
              const own = index
              return (
                <PaletteOption
                  key={found.item.key}
                  id={optionId(own)}
                  found={found}
                  active={own === active}
                  onPoint={() => setAt(own)}
                  onChoose={() => choose(found.item)}
                />
              )
            })}
          </div>
        ))}
        {items.length === 0 ? <p className="px-2.5 py-4 text-ink-2">{t('palette.nothing')}</p> : null}
      </div>
    </TopDialog>
  )
}
