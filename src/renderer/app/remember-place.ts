import { useNavigation } from '#renderer/stores/navigation.ts'

const key = 'place'

/**
 * Keeps what is open for as long as the window lives: a page that crashed comes back where it was, and the composer with
 * its text (F-35).
 */
export function rememberPlace(): void {
  const kept = sessionStorage.getItem(key)
  const navigation = useNavigation.getState()
  if (kept !== null) {
    const { openId, draftId }: { openId?: unknown; draftId?: unknown } = JSON.parse(kept)
    if (typeof openId === 'string') navigation.open(openId)
    if (typeof draftId === 'string') navigation.compose(draftId)
  }
  useNavigation.subscribe(({ openId, draftId }) =>
    sessionStorage.setItem(key, JSON.stringify({ openId, draftId })),
  )
}
