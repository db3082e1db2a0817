import type { LucideIcon } from 'lucide-react'

/** Something that the palette leads to. */
export type PaletteItem = {
  /** Unique, and the same tomorrow: by it what was chosen lately is remembered. */
  readonly key: string
  readonly icon: LucideIcon
  readonly title: string
  /** What kind of thing it is, or the subject of a conversation. */
  readonly detail?: string
  /** Names of its keys. */
  readonly keys?: readonly string[]
  readonly run: () => void
}

/** An item with the letters that were found. */
export type FoundItem = { readonly item: PaletteItem; readonly places: ReadonlySet<number> }

/** Items under one heading. */
export type PaletteGroup = { readonly title: string; readonly found: readonly FoundItem[] }
