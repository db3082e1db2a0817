import { useMemo } from 'react'
import { useMailboxes } from '#renderer/api/actions.ts'
import { t } from '#renderer/i18n/messages.ts'
import type { Source } from '#shared/conversation.ts'
import { completions, type SearchCompletion } from '#shared/search-completions.ts'

const sources: readonly Source[] = ['email', 'form', 'support', 'other']
const most = 9

/** Ways to go on where the caret stands; the mailboxes are those of all accounts. */
export function useCompletions(text: string, caret: number): readonly SearchCompletion[] {
  const mailboxes = useMailboxes().data
  const names = useMemo(
    () => ({
      mailboxes: mailboxes ?? [],
      sources: sources.map(source => ({ source, name: t(`source.${source}`) })),
    }),
    [mailboxes],
  )
  return useMemo(() => completions(text, caret, names).slice(0, most), [text, caret, names])
}
