/** A pressed key, as browsers and Electron tell it. */
export type PressedKey = {
  /** What it types: `KeyboardEvent.key`. */
  readonly key: string
  /** Where it lies: `KeyboardEvent.code`; empty where nobody told. */
  readonly code: string
  readonly shift: boolean
}

/** What the keys beside the letters type on the layout that shortcuts are named after (US). */
const marks: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  Digit1: ['1', '!'],
  Digit2: ['2', '@'],
  Digit3: ['3', '#'],
  Digit4: ['4', '$'],
  Digit5: ['5', '%'],
  Digit6: ['6', '^'],
  Digit7: ['7', '&'],
  Digit8: ['8', '*'],
  Digit9: ['9', '('],
  Digit0: ['0', ')'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Backslash: ['\\', '|'],
}

const printableAscii = /^[\x20-\x7e]$/

/**
 * The key that a shortcut means.
 *
 * A layout that types Latin letters is taken at its word, wherever the key lies (AZERTY, Dvorak). What types another
 * script (Cyrillic, Greek, Hebrew …) counts by its place on a US keyboard, so that one set of shortcuts serves all.
 */
export function latinKey({ key, code, shift }: PressedKey): string {
  if (key.length !== 1 || printableAscii.test(key)) return key
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter !== undefined) return shift ? letter : letter.toLowerCase()
  const mark = marks[code]
  if (mark === undefined) return key
  return shift ? mark[1] : mark[0]
}
