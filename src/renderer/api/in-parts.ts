import { type ActionTarget, targetsAtMost } from '#shared/actions.ts'
import type { ConversationFilter, ConversationPage } from '#shared/conversation.ts'

/** Reads a page of the list, from its start or after what the page before said. */
export type ReadPage = (filter: ConversationFilter, after: string | null) => Promise<ConversationPage>

/**
 * A target as requests that each name no more conversations than one may.
 *
 * A filter is one request, whatever it finds; only where more are left out of it than a request may name are the others
 * looked up and named.
 */
export async function inParts(target: ActionTarget, readPage: ReadPage): Promise<readonly ActionTarget[]> {
  if ('ids' in target) return partsOf(target.ids)
  return target.except.length <= targetsAtMost ? [target] : partsOf(await namesOf(target, readPage))
}

function partsOf(ids: readonly string[]): readonly { readonly ids: readonly string[] }[] {
  const count = Math.max(1, Math.ceil(ids.length / targetsAtMost))
  return Array.from({ length: count }, (_, at) => ({
    ids: ids.slice(at * targetsAtMost, (at + 1) * targetsAtMost),
  }))
}

async function namesOf(
  { filter, except }: Exclude<ActionTarget, { readonly ids: readonly string[] }>,
  readPage: ReadPage,
): Promise<readonly string[]> {
  const left = new Set(except)
  const ids = new Set<string>()
  for (let after: string | null = null; ; ) {
    const page: ConversationPage = await readPage(filter, after)
    for (const { id } of page.rows) if (!left.has(id)) ids.add(id)
    if (page.next === null) return [...ids]
    after = page.next
  }
}
