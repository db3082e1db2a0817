import { create } from 'zustand'
import { type CommandId, commandIds, commandTable } from './commands.ts'

const onMac = () => window.parley.platform === 'darwin'

/** The first key of a sequence that was pressed, while the second is awaited. */
export const useKeySequence = create<{ readonly first: string | null }>()(() => ({ first: null }))

/** The command of a key or of a sequence of two. */
export function commandOf(keys: string): CommandId | undefined {
  return commandIds.find(id => commandTable[id].keys.includes(keys))
}

/** Commands whose sequence begins with this key, each with its second key. */
export function commandsAfter(first: string): readonly { readonly id: CommandId; readonly second: string }[] {
  return commandIds.flatMap(id =>
    commandTable[id].keys.flatMap(keys => {
      const [one, second] = keys.split(' ')
      return one === first && second !== undefined ? [{ id, second }] : []
    }),
  )
}

/** The keys of one way to press a command, as they stand on a keyboard: `Shift U`, `g i`, `Ctrl K`. */
export function keyNames(keys: string): readonly string[] {
  return keys.split(' ').flatMap(stroke => {
    if (stroke.startsWith('Mod+')) return [onMac() ? '⌘' : 'Ctrl', stroke.slice(4).toUpperCase()]
    if (/^[A-Z]$/.test(stroke)) return ['Shift', stroke]
    return [stroke === 'Escape' ? 'Esc' : stroke]
  })
}

/** A command's first keys in short, for tooltips and menus: `E`, `⇧U`, `G I`, `#`; empty where it has none. */
export function keyHint(id: CommandId): string {
  const [keys] = commandTable[id].keys
  if (keys === undefined) return ''
  const capital = (name: string) => (/^[a-z]$/.test(name) ? name.toUpperCase() : name)
  return keyNames(keys).map(capital).join(' ').replace('Shift ', '⇧').replace('⌘ ', '⌘')
}
