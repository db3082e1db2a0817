import { t } from '#renderer/i18n/messages.ts'
import { commandsAfter, keyNames, useKeySequence } from '#renderer/stores/command-keys.ts'
import { canRun } from '#renderer/stores/commands.ts'
import { Keys } from '#renderer/ui/Keys.tsx'

/** After the first key of a sequence: which keys may follow, and what they do. */
export function SequenceHint() {
  const first = useKeySequence(state => state.first)
  return (
    <div role="status" className="pointer-events-none fixed bottom-5 left-[76px] z-50">
      {first === null ? null : (
        <div
          data-testid="sequence-hint"
          className="rounded-control border border-line-strong bg-raised px-3.5 py-2.5 shadow-float"
        >
          <p className="mb-1.5 flex items-center gap-2 text-small text-ink-2">
            <Keys names={keyNames(first)} />
            {t('keys.sequence')}
          </p>
          <ul className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
            {commandsAfter(first)
              .filter(({ id }) => canRun(id))
              .map(({ id, second }) => (
                <li key={id} className="contents">
                  <Keys names={keyNames(second)} />
                  <span>{t(`command.${id}`)}</span>
                </li>
              ))}
          </ul>
        </div>
      )}
    </div>
  )
}
