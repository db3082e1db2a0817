import { useCallback } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import { useToasts } from '#renderer/stores/toasts.ts'

/** Asks the main process to open a link: it checks the scheme, shows the real target and asks. */
export function useOpenLink(): (url: string) => Promise<void> {
  const say = useToasts(state => state.say)
  return useCallback(
    async url => {
      const answer = await window.parley.openLink(url)
      if (!answer.ok && answer.error.code !== 'cancelled') say(t('thread.linkBlocked'), 'danger')
    },
    [say],
  )
}
