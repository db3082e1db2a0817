import { useConversationCount } from '#renderer/api/conversation-count.ts'
import { useAsk } from '#renderer/api/mutations.ts'
import { thrownText } from '#renderer/i18n/error-text.ts'
import { countWords } from '#renderer/i18n/format-number.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { Dialog } from '#renderer/ui/Dialog.tsx'
import type { TagDefinition } from '#shared/actions.ts'

/** Asks before a tag goes, and is taken off the conversations that have it: one action, undone as one. */
export function RemoveTagDialog(props: { readonly tag: TagDefinition; readonly onClose: () => void }) {
  const { tag, onClose } = props
  const { keyword, ...definition } = tag
  const filter = { view: 'all', tag: keyword } as const
  const found = useConversationCount(filter)
  const act = useAsk('conversations/act')
  const remove = () =>
    act.mutate(
      { target: { filter, except: [] }, action: { kind: 'untag', keyword, definition } },
      { onSuccess: onClose },
    )
  return (
    <Dialog
      open
      title={t('tagSettings.removeTitle', { name: tag.name })}
      closeLabel={t('accounts.dismiss')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('accounts.cancel')}</Button>
          <Button look="danger" disabled={act.isPending} onClick={remove}>
            {t('tagSettings.removeNow')}
          </Button>
        </>
      }
    >
      <p>
        {found === undefined
          ? t('tagSettings.counting')
          : found.count === 0
            ? t('tagSettings.removeUnused')
            : t('tagSettings.removeUsed', { count: countWords(found) })}
      </p>
      {act.error === null ? null : (
        <p role="alert" className="mt-2 text-danger">
          {thrownText(act.error).what} {thrownText(act.error).next}
        </p>
      )}
    </Dialog>
  )
}
