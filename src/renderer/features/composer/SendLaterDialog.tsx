import { TimeDialog } from '#renderer/actions/TimeDialog.tsx'
import { formatLongTime } from '#renderer/i18n/format-time.ts'
import { t } from '#renderer/i18n/messages.ts'

/** When a mail is to leave. Says plainly that this computer has to be on by then. */
export function SendLaterDialog(props: {
  readonly onSend: (at: number) => void
  readonly onClose: () => void
}) {
  return (
    <TimeDialog
      title={t('compose.later')}
      choose={t('compose.laterDo')}
      note={at =>
        at === null ? t('compose.laterPast') : t('compose.laterNote', { time: formatLongTime(at) })
      }
      onChoose={props.onSend}
      onClose={props.onClose}
    />
  )
}
