import { type ActionTarget, targetsAtMost } from '#shared/actions.ts'

/** A target as requests that each name no more conversations than one may; a filter is one, whatever it finds. */
export function inParts(target: ActionTarget): readonly ActionTarget[] {
  if (!('ids' in target) || target.ids.length <= targetsAtMost) return [target]
  const count = Math.ceil(target.ids.length / targetsAtMost)
  return Array.from({ length: count }, (_, at) => ({
    ids: target.ids.slice(at * targetsAtMost, (at + 1) * targetsAtMost),
  }))
}
