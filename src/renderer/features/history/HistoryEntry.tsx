import { actionLook } from '#renderer/actions/action-look.ts'
import { doneWords } from '#renderer/actions/action-words.ts'
import { useSettings } from '#renderer/api/queries.ts'
import { errorText } from '#renderer/i18n/error-text.ts'
import { formatClock, formatEmailTime, formatLongTime } from '#renderer/i18n/format-time.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { cx } from '#renderer/ui/cx.ts'
import { Tag } from '#renderer/ui/Tag.tsx'
import type { ActionRecord } from '#shared/actions.ts'
import { EntryChoices } from './EntryChoices.tsx'

/** One entry: what was done to whom and when, whether the server has it, and what can be done about it. */
export function HistoryEntry(props: { readonly record: ActionRecord; readonly now: number }) {
  const { record, now } = props
  const { tags } = useSettings()
  const Icon = actionLook[record.action.kind].icon
  const words = doneWords(record.action, record.count, tags)
  const isUndone = record.undoneAt !== null
  return (
    <article
      data-testid="history-entry"
      data-state={record.state}
      className="flex items-start gap-3 border-b border-line py-2.5"
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden className="mt-[2px] shrink-0 text-ink-2" />
      <div className="min-w-0 flex-1">
        <p className={cx('flex flex-wrap items-center gap-x-2', isUndone && 'text-ink-2')}>
          <span className="font-medium">{words}</span>
          <StateTag record={record} now={now} />
        </p>
        {record.count === 0 ? null : <Whom record={record} />}
        <Refusal record={record} />
      </div>
      <time
        dateTime={new Date(record.at).toISOString()}
        title={formatLongTime(record.at)}
        className="mt-px shrink-0 text-small text-ink-2 tabular-nums"
      >
        {formatClock(record.at)}
      </time>
      <EntryChoices record={record} words={words} />
    </article>
  )
}

function StateTag({ record, now }: { readonly record: ActionRecord; readonly now: number }) {
  if (record.undoneAt !== null)
    return <Tag>{t('history.undone', { time: formatEmailTime(record.undoneAt, now) })}</Tag>
  if (record.state === 'waiting') return <Tag tone="warn">{t('history.waiting')}</Tag>
  if (record.state === 'refused') return <Tag tone="danger">{t('history.refused')}</Tag>
  return record.undoOf === null ? null : <Tag>{t('history.anUndo')}</Tag>
}

/** The first conversation, as the way there, and how many more. */
function Whom({ record }: { readonly record: ActionRecord }) {
  const open = useNavigation(state => state.open)
  const { conversationId, contactName, subject } = record
  const name = contactName === '' ? t('list.unknownSender') : contactName
  const text = (
    <>
      {name} · {subject === '' ? t('list.noSubject') : subject}
    </>
  )
  return (
    <p className="flex gap-1.5 text-ink-2">
      {conversationId === null ? (
        <span className="truncate">{text}</span>
      ) : (
        <button
          type="button"
          className="min-w-0 truncate text-left hover:text-ink hover:underline"
          onClick={() => open(conversationId, true)}
        >
          {text}
        </button>
      )}
      {record.count < 2 ? null : (
        <span className="shrink-0">{t('history.more', { count: record.count - 1 })}</span>
      )}
    </p>
  )
}

function Refusal({ record }: { readonly record: ActionRecord }) {
  if (record.state !== 'refused' || record.problem === null) return null
  const { what, next, detail } = errorText(record.problem)
  return (
    <p className="select-content mt-1 text-small text-danger">
      {what} {detail ?? next}
    </p>
  )
}
