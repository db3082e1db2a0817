import ICAL from 'ical.js'
import { attachmentLimits } from './limits.ts'

/**
 * The dates of a repeating event that are still to come, at most ten, from its first thousand occurrences.
 *
 * Empty for a single event. May take forever on a rule that never fits: called in a thread with a deadline only.
 */
export function nextDates(
  component: ICAL.Component,
  options: { readonly nowMs: number; readonly toEpoch: (time: ICAL.Time) => number | null },
): readonly number[] {
  if (component.getFirstProperty('rrule') === null && component.getFirstProperty('rdate') === null) return []
  const found: number[] = []
  try {
    const iterator = new ICAL.Event(component).iterator()
    for (let count = 0; count < attachmentLimits.occurrences; count += 1) {
      const time = iterator.next()
      if (time === null || time === undefined) break
      const at = options.toEpoch(time)
      if (at === null || at < options.nowMs) continue
      found.push(at)
      if (found.length >= attachmentLimits.nextDates) break
    }
  } catch {
    // A rule that can't be read repeats nothing; the event itself is shown.
  }
  return found
}
