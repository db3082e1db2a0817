import { useCallback } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import { useToasts } from '#renderer/stores/toasts.ts'

/** Asks the main process to open a link: it checks the scheme, shows the real target and asks. */
export function useOpenLink(): (url: string, text?: string) => Promise<void> {
  const say = useToasts(state => state.say)
  return useCallback(
    async (url, text) => {
      const answer = await window.parley.openLink(url, text)
      if (!answer.ok && answer.error.code !== 'cancelled') say(t('thread.linkBlocked'), 'danger')
    },
    [say],
  )
}
