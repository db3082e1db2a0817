import { Fragment } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import { keyNames } from '#renderer/stores/command-keys.ts'
import { type CommandId, commandGroups, commandIds, commandTable } from '#renderer/stores/commands.ts'
import { Dialog } from '#renderer/ui/Dialog.tsx'
import { Keys } from '#renderer/ui/Keys.tsx'

/** The keys of all commands, on one sheet. */
export function KeyboardSheet(props: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog
      wide
      open={props.open}
      onClose={props.onClose}
      title={t('keys.title')}
      description={t('keys.where')}
      closeLabel={t('keys.close')}
    >
      <div className="columns-2 gap-10 pt-1 max-[899px]:columns-1">
        {commandGroups.map(group => (
          <KeyGroup
            key={group}
            title={t(`keys.${group}`)}
            ids={commandIds.filter(
              id => commandTable[id].group === group && commandTable[id].keys.length > 0,
            )}
          />
        ))}
      </div>
    </Dialog>
  )
}

function KeyGroup(props: { readonly title: string; readonly ids: readonly CommandId[] }) {
  return (
    <section className="mb-4 break-inside-avoid">
      <h3 className="mb-1.5 text-small font-semibold text-ink-2">{props.title}</h3>
      <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1.5">
        {props.ids.map(id => (
          <div key={id} className="contents">
            <dt>{t(`command.${id}`)}</dt>
            <dd className="flex items-center justify-end gap-1.5">
              {[
                ...commandTable[id].keys.map(keyNames),
                ...(commandTable[id].also ?? []).map(key => [key]),
              ].map((names, index) => (
                <Fragment key={names.join(' ')}>
                  {index === 0 ? null : <span className="text-tiny text-ink-2">{t('keys.or')}</span>}
                  <Keys names={names} />
                </Fragment>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
