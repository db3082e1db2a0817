import { type RequestTarget, requestsFor } from '#renderer/api/actions.ts'
import { ask } from '#renderer/api/client.ts'
import type { ActionResult, ActionTarget, ConversationAction } from '#shared/actions.ts'
import { consentToArchive } from './archive-consent.ts'
import { noteBeginning } from './begun.ts'
import { withProgress } from './with-progress.ts'

/** One action as it is asked for. */
export type Asked = {
  /** Of its entry in the journal, of the window's making: parts and further rounds are the same action. */
  readonly actionId: string
  readonly target: ActionTarget
  readonly action: ConversationAction
  /** Of the question before deleting: what it has counted. */
  readonly targets?: readonly RequestTarget[]
  readonly upTo?: number
}

/** What came of it. */
export type Done = {
  readonly changed: number
  readonly isEntry: boolean
  /** An account has nowhere to archive to, and the person wants no mailbox made. */
  readonly declined: boolean
}

/** Acts; where an account has no mailbox to archive to, asks for consent to create one, and acts on the rest. */
export async function actWithConsent(asked: Asked): Promise<Done> {
  const first = await actInParts(asked)
  const lacking = new Set(first.flatMap(({ withoutArchive }) => withoutArchive))
  let consents = 0
  for (const accountId of lacking) if (await consentToArchive(accountId)) consents += 1
  const results = consents === 0 ? first : [...first, ...(await actInParts(asked))]
  return {
    changed: results.reduce((sum, result) => sum + result.changed, 0),
    isEntry: results.some(({ actionId }) => actionId !== null),
    declined: consents < lacking.size,
  }
}

/** One request after the other, with one progress over all of them. */
async function actInParts({ target, targets, ...rest }: Asked): Promise<readonly ActionResult[]> {
  const begun = noteBeginning()
  try {
    return await withProgress(rest.action.kind, async ({ signal, onChunk }) => {
      const results: ActionResult[] = []
      const parts = targets ?? (await requestsFor(target, signal))
      const named = parts.map(part => ('ids' in part ? part.ids.length : 0))
      const all = sum(named)
      for (const [at, part] of parts.entries()) {
        const before = sum(named.slice(0, at))
        const onPart = ({ done, total }: { readonly done: number; readonly total: number }) => {
          if (done > 0) begun()
          onChunk(parts.length === 1 ? { done, total } : { done: before + done, total: all })
        }
        results.push(await ask('conversations/act', { target: part, ...rest }, { signal, onChunk: onPart }))
      }
      return results
    })
  } finally {
    begun()
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
