import { useEffect, useRef } from 'react'

/** Parts of the keyboard sheet, in its order. */
export const commandGroups = ['list', 'act', 'select', 'read', 'go', 'app'] as const

type CommandEntry = {
  readonly group: (typeof commandGroups)[number]
  /**
   * Ways to press it: `e`, `U` (Shift+U), `g i` (one after the other), `Mod+k` (Ctrl, on a Mac Cmd).
   * Empty: only in the palette.
   */
  readonly keys: readonly string[]
  /** Keys that do the same where the list or a control has the keyboard; shown, not listened for. */
  readonly also?: readonly string[]
  /** Holding the key down goes on. */
  readonly repeats?: true
}

/** Every command: its keys are Gmail's. The title is the message `command.<id>`. */
const table = {
  next: { group: 'list', keys: ['j'], also: ['↓'], repeats: true },
  previous: { group: 'list', keys: ['k'], also: ['↑'], repeats: true },
  open: { group: 'list', keys: ['o'], also: ['Enter'] },
  back: { group: 'list', keys: ['u', 'Escape'] },
  search: { group: 'list', keys: ['/'] },
  'clear-filters': { group: 'list', keys: [] },
  'save-view': { group: 'list', keys: [] },
  archive: { group: 'act', keys: ['e'] },
  'archive-next': { group: 'act', keys: [']'] },
  'archive-previous': { group: 'act', keys: ['['] },
  delete: { group: 'act', keys: ['#', 'Delete'] },
  'mark-read': { group: 'act', keys: ['I'] },
  'mark-unread': { group: 'act', keys: ['U'] },
  snooze: { group: 'act', keys: ['b'] },
  mute: { group: 'act', keys: ['m'] },
  tag: { group: 'act', keys: ['l'] },
  undo: { group: 'act', keys: ['z'] },
  reply: { group: 'act', keys: ['r'] },
  'reply-all': { group: 'act', keys: ['a'] },
  forward: { group: 'act', keys: ['f'] },
  compose: { group: 'act', keys: ['c'] },
  select: { group: 'select', keys: ['x'] },
  'select-all': { group: 'select', keys: ['* a'] },
  'select-none': { group: 'select', keys: ['* n'] },
  'next-email': { group: 'read', keys: ['n'], repeats: true },
  'previous-email': { group: 'read', keys: ['p'], repeats: true },
  'expand-all': { group: 'read', keys: [';'] },
  paper: { group: 'read', keys: ['d'] },
  'go-inbox': { group: 'go', keys: ['g i'] },
  'go-archived': { group: 'go', keys: ['g a'] },
  'go-snoozed': { group: 'go', keys: ['g b'] },
  'go-overview': { group: 'go', keys: ['g o'] },
  'go-history': { group: 'go', keys: ['g h'] },
  'go-outbox': { group: 'go', keys: ['g d'] },
  'go-settings': { group: 'go', keys: ['g s'] },
  palette: { group: 'app', keys: ['Mod+k'] },
  help: { group: 'app', keys: ['?'] },
  sync: { group: 'app', keys: [] },
  'theme-system': { group: 'app', keys: [] },
  'theme-light': { group: 'app', keys: [] },
  'theme-dark': { group: 'app', keys: [] },
  density: { group: 'app', keys: [] },
} as const satisfies Readonly<Record<string, CommandEntry>>

/** Name of a command. */
export type CommandId = keyof typeof table

/** All commands with their keys. */
export const commandTable: Readonly<Record<CommandId, CommandEntry>> = table

/** All names, in the order of the table. */
export const commandIds = Object.keys(table) as readonly CommandId[]

/** What commands do, from whoever is on the screen; null where one can't run now. */
export type Commands = Readonly<Partial<Record<CommandId, (() => void) | null>>>

/** Whoever is on the screen, the newest last. */
const mounted: { readonly current: Commands }[] = []

/** Contributes what commands do for as long as the component is on the screen. The newest word holds. */
export function useCommands(commands: Commands): void {
  const current = useRef(commands)
  useEffect(() => {
    current.current = commands
  })
  useEffect(() => {
    mounted.push(current)
    return () => {
      mounted.splice(mounted.indexOf(current), 1)
    }
  }, [])
}

function whatRuns(id: CommandId): (() => void) | null {
  const found = mounted.findLast(({ current }) => current[id] !== undefined)
  return found?.current[id] ?? null
}

/** Whether a command can run now. */
export const canRun = (id: CommandId): boolean => whatRuns(id) !== null

/** Runs a command; false where it can't run now. */
export function runCommand(id: CommandId): boolean {
  const run = whatRuns(id)
  run?.()
  return run !== null
}
