import { Paperclip } from 'lucide-react'
import { openDraft } from '#renderer/actions/undo-send.ts'
import { formatEmailTime } from '#renderer/i18n/format-time.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useMinute } from '#renderer/stores/minute.ts'
import type { DraftSummary } from '#shared/draft.ts'
import { toText } from './to-text.ts'

/** A draft; a click goes on with it. */
export function DraftLine({ draft }: { readonly draft: DraftSummary }) {
  const now = useMinute()
  return (
    <li className="border-b border-line last:border-0">
      <button
        type="button"
        data-testid="draft-line"
        onClick={() => openDraft(draft)}
        className="flex w-full items-center gap-3 px-[18px] py-2.5 text-left hover:bg-hover focus-visible:-outline-offset-2"
      >
        <span className="min-w-0 flex-1">
          <span className="block truncate">
            <span className="font-medium">{draft.subject === '' ? t('list.noSubject') : draft.subject}</span>{' '}
            <span className="text-ink-2">{draft.preview}</span>
          </span>
          <span className="block truncate text-small text-ink-2">{toText(draft.to)}</span>
        </span>
        {draft.attachments === 0 ? null : (
          <span className="flex items-center gap-1 text-small text-ink-2">
            <Paperclip size={13} strokeWidth={1.75} aria-hidden />
            {t('outbox.files', { count: draft.attachments })}
          </span>
        )}
        <time
          dateTime={new Date(draft.updatedAt).toISOString()}
          className="shrink-0 text-small text-ink-2 tabular-nums"
        >
          {formatEmailTime(draft.updatedAt, now)}
        </time>
      </button>
    </li>
  )
}
