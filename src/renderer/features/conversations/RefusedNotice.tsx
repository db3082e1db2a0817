import { CircleAlert } from 'lucide-react'
import { useRefusedActions } from '#renderer/api/actions.ts'
import { useAsk } from '#renderer/api/mutations.ts'
import { errorText, thrownText } from '#renderer/i18n/error-text.ts'
import { t } from '#renderer/i18n/messages.ts'
import { focusList } from '#renderer/stores/list-walk.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { useToasts } from '#renderer/stores/toasts.ts'
import { Button } from '#renderer/ui/Button.tsx'
import type { ActionRecord, RefusedChoice } from '#shared/actions.ts'

const choices = [
  { choice: 'retry', label: 'refused.retry' },
  { choice: 'undo', label: 'refused.undo' },
  { choice: 'keep-here', label: 'refused.keep' },
] as const satisfies readonly { readonly choice: RefusedChoice; readonly label: string }[]

/** What a server refused: the reason, and what may become of it. The newest first; it stays until somebody chooses. */
export function RefusedNotice() {
  const refused = useRefusedActions().data ?? []
  const settle = useAsk('actions/settle')
  const [newest] = refused
  if (newest === undefined) return null
  const problem = newest.problem === null ? null : errorText(newest.problem)
  const choose = (choice: RefusedChoice) => {
    focusList()
    settle.mutate(
      { id: newest.id, choice },
      {
        onError: error => {
          const { what, next } = thrownText(error)
          useToasts.getState().say(t('action.failed', { what, next }), 'danger')
        },
      },
    )
  }
  return (
    <div
      role="alert"
      data-testid="refused-notice"
      className="flex gap-2.5 border-b border-line bg-danger-soft px-3.5 py-2.5 text-small"
    >
      <CircleAlert size={15} strokeWidth={1.75} aria-hidden className="mt-px shrink-0 text-danger" />
      <div className="min-w-0 flex-1">
        <p className="[overflow-wrap:anywhere]">
          {refusedWords(newest)} {problem?.what} {problem?.detail} {t('refused.kept')}
        </p>
        <p className="mt-1.5 flex flex-wrap gap-x-4 gap-y-1">
          {choices.map(({ choice, label }) => (
            <Button
              key={choice}
              look="link"
              className="text-small text-danger"
              disabled={settle.isPending}
              onClick={() => choose(choice)}
            >
              {t(label)}
            </Button>
          ))}
        </p>
        {refused.length > 1 ? (
          <p className="mt-1 flex gap-2 text-ink-2">
            {t('refused.more', { count: refused.length - 1 })}
            <Button look="link" className="text-small" onClick={() => useNavigation.getState().showHistory()}>
              {t('refused.history')}
            </Button>
          </p>
        ) : null}
      </div>
    </div>
  )
}

function refusedWords({ action, subject }: ActionRecord): string {
  const named = { subject: subject === '' ? t('list.noSubject') : subject }
  switch (action.kind) {
    case 'archive':
    case 'mute':
      return t('refused.archive', named)
    case 'unarchive':
      return t('refused.unarchive', named)
    case 'delete':
      return t('refused.delete', named)
    default:
      return t('refused.other', named)
  }
}
