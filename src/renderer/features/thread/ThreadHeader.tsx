import { ArrowLeft, ChevronsDownUp, ChevronsUpDown, X } from 'lucide-react'
import { t } from '#renderer/i18n/messages.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { Avatar } from '#renderer/ui/Avatar.tsx'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import { SourceIcon } from '#renderer/ui/SourceIcon.tsx'
import { shownName } from '#renderer/ui/shown-name.ts'
import type { ConversationRow } from '#shared/conversation.ts'
import { plainSubject } from './subject.ts'
import { ThreadActions } from './ThreadActions.tsx'
import { ThreadMarks } from './ThreadMarks.tsx'

/** Subject, contact and address of the open conversation. Stands above every frame. */
export function ThreadHeader(props: {
  readonly row: ConversationRow
  readonly allOpen: boolean
  /** Null where there is one email only. */
  readonly onToggleAll: (() => void) | null
}) {
  const { row, allOpen, onToggleAll } = props
  const close = useNavigation(state => state.close)
  const contact = shownName(row.contact.name, row.contact.address)
  const subject = plainSubject(row.subject)
  return (
    <header className="flex h-[72px] shrink-0 items-center gap-3.5 border-b border-line bg-surface px-6 max-[899px]:px-3">
      <span className="hidden max-[899px]:block">
        <IconButton icon={ArrowLeft} label={t('thread.back')} onClick={close} />
      </span>
      <Avatar name={contact.name} address={row.contact.address} size={36} />
      <div className="min-w-0 flex-1">
        <h1 className="select-content truncate text-subject weight-pane tracking-[-0.005em]">
          {subject === '' ? t('list.noSubject') : subject}
        </h1>
        <p className="select-content mt-px flex items-center gap-1.5 truncate text-ink-2">
          {row.source === 'email' ? null : (
            <>
              <SourceIcon source={row.source} size={14} />
              <span>{t(`source.${row.source}`)} ·</span>
            </>
          )}
          <span data-testid="contact-name" className="text-ink-2">
            {contact.name}
          </span>
          {row.contact.address === null || contact.name === row.contact.address ? null : (
            <span data-testid="contact-address" className="truncate">
              {row.contact.address}
            </span>
          )}
          <ThreadMarks row={row} />
        </p>
      </div>
      {onToggleAll === null ? null : (
        <IconButton
          icon={allOpen ? ChevronsDownUp : ChevronsUpDown}
          label={allOpen ? t('thread.collapseAll') : t('thread.expandAll')}
          shortcut=";"
          onClick={onToggleAll}
        />
      )}
      <ThreadActions row={row} />
      <span className="max-[899px]:hidden">
        <IconButton icon={X} label={t('thread.close')} shortcut="U" onClick={close} />
      </span>
    </header>
  )
}
