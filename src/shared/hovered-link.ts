import type { LinkWarning } from './link-check.ts'

/** The link under the pointer or with the focus, as the main process judges it: in mail frames as well. */
export type HoveredLink = {
  /** `https://`, `mailto:` … */
  readonly scheme: string
  /** The host as it goes on the wire, the address, or the number. */
  readonly host: string
  /** Path, query and fragment. */
  readonly rest: string
  readonly warnings: readonly LinkWarning[]
  /** It was reached by keyboard: to be read aloud. */
  readonly byKeyboard: boolean
}
