import { useUndo } from '#renderer/actions/use-undo.ts'
import { useAsk } from '#renderer/api/mutations.ts'
import { thrownText } from '#renderer/i18n/error-text.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useToasts } from '#renderer/stores/toasts.ts'
import { Button } from '#renderer/ui/Button.tsx'
import type { ActionRecord, RefusedChoice } from '#shared/actions.ts'

/** What can be done about an entry: take it back, or decide about what the server refused. */
export function EntryChoices(props: { readonly record: ActionRecord; readonly words: string }) {
  const { record, words } = props
  return record.state === 'refused' ? (
    <RefusedChoices record={record} words={words} />
  ) : (
    <UndoButton record={record} words={words} />
  )
}

function UndoButton({ record, words }: { readonly record: ActionRecord; readonly words: string }) {
  const { undo } = useUndo()
  if (record.undoneAt !== null) return null
  if (!record.undoable)
    return <span className="mt-px shrink-0 text-small text-ink-2">{t('history.tooOld')}</span>
  return (
    <Button
      small
      className="-mt-1"
      aria-label={t('history.undoOf', { what: words })}
      onClick={() => void undo(record.id)}
    >
      {t('history.undo')}
    </Button>
  )
}

const choices = [
  { choice: 'retry', label: 'history.retry' },
  { choice: 'undo', label: 'history.undo' },
  { choice: 'keep-here', label: 'history.keepHere' },
] as const satisfies readonly { choice: RefusedChoice; label: string }[]

function RefusedChoices({ record, words }: { readonly record: ActionRecord; readonly words: string }) {
  const settle = useAsk('actions/settle')
  const choose = (choice: RefusedChoice) =>
    settle.mutate(
      { id: record.id, choice },
      {
        onError: error => {
          const { what, next } = thrownText(error)
          useToasts.getState().say(t('action.failed', { what, next }), 'danger')
        },
      },
    )
  return (
    <span className="-mt-1 flex shrink-0 flex-wrap justify-end gap-1.5">
      {choices.map(({ choice, label }) => (
        <Button
          key={choice}
          small
          aria-label={`${t(label)}: ${words}`}
          disabled={settle.isPending}
          onClick={() => choose(choice)}
        >
          {t(label)}
        </Button>
      ))}
    </span>
  )
}
