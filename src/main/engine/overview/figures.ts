import type { Reader } from '#engine/store/handle.ts'
import { AppError } from '#shared/errors.ts'
import type { Overview } from '#shared/overview.ts'

/** The figures of the Conversation overview. `monthStart` is the start of the local calendar month, epoch ms UTC. */
export function overviewFigures(
  _r: Reader,
  _options: { readonly now: number; readonly periodDays: number; readonly monthStart: number },
): Overview {
  throw new AppError('internal')
}
