import type { CommandPart } from './lane.ts'

/** A word of a command. */
export const atom = (value: string): CommandPart => ({ type: 'ATOM', value })

/** A sequence set. */
export const uidSet = (value: string): CommandPart => ({ type: 'SEQUENCE', value })

/** `BODY.PEEK[section]<0.n>`: never without PEEK, so that reading marks nothing (semantics.md). */
export function peek(
  section: string,
  range?: { readonly start: number; readonly length: number },
): CommandPart {
  return {
    type: 'ATOM',
    value: 'BODY.PEEK',
    section: section === '' ? [] : [atom(section)],
    ...(range === undefined ? {} : { partial: [range.start, range.length] }),
  }
}
