import { useEffect } from 'react'
import { mailtoPrefill, newMessage } from '#renderer/actions/new-message.ts'
import { useAccounts } from '#renderer/api/queries.ts'
import { useCommands } from '#renderer/stores/commands.ts'

/** New messages, by key and by `mailto:` link; and what is typed is safe before the window goes. */
export function useWriting(): void {
  const accounts = useAccounts().data
  const able = accounts !== undefined && accounts.length > 0
  useCommands({ compose: able ? () => void newMessage(accounts) : null })
  useEffect(
    () => window.parley.onWriteTo(address => void newMessage(accounts ?? [], mailtoPrefill(address))),
    [accounts],
  )
  useEffect(
    () =>
      window.parley.onSaveNow(async () => {
        const { saveAllDrafts } = await import('#renderer/features/composer/draft-session.ts')
        await saveAllDrafts()
      }),
    [],
  )
}
