import { latinKey } from '#shared/latin-key.ts'

/** Keys with a name that commands may use. */
const named = ['Escape', 'Delete']

/**
 * What was pressed, in the words of the command table: `e`, `U`, `Mod+k`; null where no command can mean it.
 *
 * Where marks need AltGr, or Option on a Mac (`[`, `#` on many layouts), they count as typed.
 */
export function strokeOf(event: KeyboardEvent, mac: boolean): string | null {
  const key = latinKey({ key: event.key, code: event.code, shift: event.shiftKey })
  if (key.length !== 1 && !named.includes(key)) return null
  const isMark = key.length === 1 && !/[\p{L}\p{N} ]/u.test(key)
  if (isMark && (event.getModifierState('AltGraph') || (mac && event.altKey && !event.metaKey))) return key
  if (event.altKey) return null
  const mod = mac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey
  if (mod) return event.shiftKey ? null : `Mod+${key.toLowerCase()}`
  return event.ctrlKey || event.metaKey ? null : key
}
