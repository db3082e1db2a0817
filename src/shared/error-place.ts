/**
 * Where an error happened, for a log: its name and the next few places of its stack, on one line.
 *
 * Its message stays out: JSON.parse and others quote what they could not read, and that may be mail.
 */
export function errorPlace(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const places = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line))
  return [error.name, ...places.slice(0, 6).map(line => line.trim())].join(' ')
}
