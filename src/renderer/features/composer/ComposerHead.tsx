import { useStore } from 'zustand'
import { thrownText } from '#renderer/i18n/error-text.ts'
import { t } from '#renderer/i18n/messages.ts'
import type { Identity } from '#shared/account.ts'
import type { SaveState } from './autosave.ts'
import type { DraftSession } from './draft-session.ts'
import { IdentitySelect } from './IdentitySelect.tsx'

/** Who the mail is from, and whether what is written is safe. */
export function ComposerHead(props: {
  readonly session: DraftSession
  readonly identities: readonly Identity[]
}) {
  const { session } = props
  const identityId = useStore(session.state, state => state.fields.identityId)
  const save = useStore(session.state, state => state.save)
  return (
    <div className="flex h-[42px] items-center gap-2.5 border-b border-line px-3.5">
      <IdentitySelect
        identities={props.identities}
        value={identityId}
        onValue={id => session.changeFields({ identityId: id })}
      />
      <span className="flex-1" />
      <span
        data-testid="draft-state"
        role={save.kind === 'failed' ? 'alert' : undefined}
        className={save.kind === 'failed' ? 'text-small text-danger' : 'shrink-0 text-ink-2'}
      >
        {saveText(save)}
      </span>
    </div>
  )
}

function saveText(save: SaveState): string {
  if (save.kind === 'saved') return t('compose.saved')
  if (save.kind === 'saving') return t('compose.saving')
  return t('compose.notSaved', { what: thrownText(save.error).what })
}
