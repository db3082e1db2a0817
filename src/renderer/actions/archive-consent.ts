import { ask } from '#renderer/api/client.ts'
import { useQuestions } from '#renderer/stores/questions.ts'

const underWay = new Map<string, Promise<boolean>>()

/**
 * Asks whether a mailbox to archive to may be created, and creates it. Whoever asks while the question stands gets its
 * answer: pressing the key four times asks once.
 */
export function consentToArchive(accountId: string): Promise<boolean> {
  const known = underWay.get(accountId)
  if (known !== undefined) return known
  const asked = askAndCreate(accountId).finally(() => underWay.delete(accountId))
  underWay.set(accountId, asked)
  return asked
}

async function askAndCreate(accountId: string): Promise<boolean> {
  const yes = (await useQuestions.getState().ask({ kind: 'create-archive', accountId })) !== null
  if (yes) await ask('accounts/create-archive', { accountId })
  return yes
}
