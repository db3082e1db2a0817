import { usePickers } from '#renderer/stores/pickers.ts'
import { useQuestions } from '#renderer/stores/questions.ts'
import { CreateArchiveDialog } from './CreateArchiveDialog.tsx'
import { DeleteDialog } from './DeleteDialog.tsx'
import { SnoozeDialog } from './SnoozeDialog.tsx'
import { TagDialog } from './TagDialog.tsx'

/** The questions and pickers of actions, in the middle of the window. There is one desk. */
export function ActionDesk() {
  const asked = useQuestions(state => state.asked)
  const picker = usePickers(state => state.shown)
  const close = usePickers(state => state.close)
  return (
    <>
      {asked?.question.kind === 'delete' ? (
        <DeleteDialog target={asked.question.target} onAnswer={asked.answer} />
      ) : null}
      {asked?.question.kind === 'create-archive' ? (
        <CreateArchiveDialog
          accountId={asked.question.accountId}
          onAnswer={yes => asked.answer(yes ? {} : null)}
        />
      ) : null}
      {picker?.kind === 'snooze' ? <SnoozeDialog target={picker.target} onClose={close} /> : null}
      {picker?.kind === 'tags' ? <TagDialog target={picker.target} onClose={close} /> : null}
    </>
  )
}
