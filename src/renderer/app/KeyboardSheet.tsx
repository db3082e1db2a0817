import { type MessageId, t } from '#renderer/i18n/messages.ts'
import { Dialog } from '#renderer/ui/Dialog.tsx'

const keys: readonly (readonly [readonly string[], MessageId])[] = [
  [['j', '↓'], 'keys.next'],
  [['k', '↑'], 'keys.previous'],
  [['o', 'Enter'], 'keys.open'],
  [['n'], 'keys.nextEmail'],
  [['p'], 'keys.previousEmail'],
  [[';'], 'keys.expandAll'],
  [['d'], 'keys.paper'],
  [['u', 'Esc'], 'keys.back'],
  [['Shift', 'U'], 'keys.unread'],
  [['Shift', 'I'], 'keys.read'],
  [['/'], 'keys.search'],
  [['g', 'i'], 'keys.inbox'],
  [['g', 's'], 'keys.settings'],
  [['?'], 'keys.help'],
]

/** The keys, on one small sheet. */
export function KeyboardSheet(props: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog open={props.open} onClose={props.onClose} title={t('keys.title')} closeLabel={t('keys.close')}>
      <dl className="grid grid-cols-[1fr_auto] gap-y-2">
        {keys.map(([names, text]) => (
          <div key={text} className="contents">
            <dt>{t(text)}</dt>
            <dd className="flex justify-end gap-1">
              {names.map(name => (
                <kbd
                  key={name}
                  className="min-w-5 rounded-[4px] border border-line-strong bg-sunken px-1.5 text-center font-sans text-[11px] leading-[18px] text-ink-2"
                >
                  {name}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
