import { formatLongTime } from '#renderer/i18n/format-time.ts'
import { t } from '#renderer/i18n/messages.ts'
import type { ActionTarget } from '#shared/actions.ts'
import { TimeDialog } from './TimeDialog.tsx'
import { useAct } from './use-act.ts'

/** Until when to snooze. */
export function SnoozeDialog(props: { readonly target: ActionTarget; readonly onClose: () => void }) {
  const act = useAct()
  return (
    <TimeDialog
      title={t('snooze.title')}
      choose={t('snooze.do')}
      note={at => (at === null ? t('snooze.past') : t('snooze.returns', { time: formatLongTime(at) }))}
      onChoose={until => {
        props.onClose()
        void act(props.target, { kind: 'snooze', until })
      }}
      onClose={props.onClose}
    />
  )
}
