/** Where the line that holds `at` ends: before its line feed, and after it. */
export function lineEndAt(bytes: Buffer, at: number): { readonly end: number; readonly next: number } {
  const newline = bytes.indexOf(10, at)
  return newline < 0 ? { end: bytes.length, next: bytes.length } : { end: newline, next: newline + 1 }
}

/** Whether `at` is the first byte of a line. */
export function startsLine(bytes: Buffer, at: number): boolean {
  return at === 0 || bytes[at - 1] === 10 || bytes[at - 1] === 13
}
