import { AppError, type ErrorCode } from '#shared/errors.ts'

/** What the three systems say when a store is there but closed: a dismissed prompt, a locked collection, no UI allowed. */
const lockedWords =
  /dismissed|locked|cancell?ed|interaction is not allowed|-25308|-25293|-128\b|access.{0,20}denied/i

/**
 * The code for what the keyring library threw; its own words stay out, because they may name the entry.
 *
 * Anything that isn't plainly "locked" counts as "no store here": no D-Bus, no service, no default collection.
 */
export function keychainErrorCode(
  error: unknown,
): Extract<ErrorCode, 'secret-store-locked' | 'secret-store-missing'> {
  const text = error instanceof Error ? error.message : ''
  return lockedWords.test(text) ? 'secret-store-locked' : 'secret-store-missing'
}

/** The reason as the session backend names it, or null when an error has nothing to do with the store. */
export function sessionReason(error: unknown): 'missing' | 'locked' | 'timeout' | null {
  if (!(error instanceof AppError)) return null
  if (error.code === 'secret-store-missing') return 'missing'
  if (error.code === 'secret-store-locked') return 'locked'
  return error.code === 'secret-store-timeout' ? 'timeout' : null
}
