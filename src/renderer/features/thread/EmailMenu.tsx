import {
  Code,
  Copy,
  Ellipsis,
  FileDown,
  FileType2,
  type LucideIcon,
  Moon,
  Palette,
  Printer,
  Sun,
} from 'lucide-react'
import { useState } from 'react'
import { textOnDemand } from '#renderer/api/emails.ts'
import { errorText, thrownText } from '#renderer/i18n/error-text.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useMailPaper } from '#renderer/stores/mail-paper.ts'
import { useToasts } from '#renderer/stores/toasts.ts'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import { Menu, MenuItem, MenuLine } from '#renderer/ui/Menu.tsx'
import type { Email } from '#shared/conversation.ts'
import type { ErrorReport } from '#shared/errors.ts'
import { SourceDialog } from './SourceDialog.tsx'

type Answer =
  | { readonly ok: true; readonly saved?: boolean }
  | { readonly ok: false; readonly error: ErrorReport }

/** What can be done with one email beside reading it. */
export function EmailMenu(props: {
  readonly email: Email
  readonly asText: boolean
  readonly onAsText: (asText: boolean) => void
}) {
  const { email, asText } = props
  const [sourceOpen, setSourceOpen] = useState(false)
  const say = useToasts(state => state.say)
  const paper = useMailPaper(email.id)
  const tell = (answer: Answer, done: string | null) => {
    if (answer.ok) {
      if (done !== null && answer.saved !== false) say(done)
    } else if (answer.error.code !== 'cancelled') {
      const words = errorText(answer.error)
      say(`${words.what} ${words.next}`, 'danger')
    }
  }
  const copyText = async () => {
    try {
      tell(await window.parley.copyText(await textOnDemand(email)), t('thread.copied'))
    } catch (error) {
      const words = thrownText(error)
      say(`${words.what} ${words.next}`, 'danger')
    }
  }
  const hasWords = email.bodyState === 'present' || email.bodyState === 'partial'
  return (
    <>
      <Menu trigger={<IconButton icon={Ellipsis} label={t('thread.more')} />}>
        {email.hasHtml && hasWords ? (
          <Item
            icon={asText ? Palette : FileType2}
            label={asText ? t('thread.viewHtml') : t('thread.viewText')}
            run={() => props.onAsText(!asText)}
          />
        ) : null}
        {paper.used === null || asText ? null : (
          <Item
            icon={paper.used === 'dark' ? Sun : Moon}
            label={paper.used === 'dark' ? t('thread.lightPaper') : t('thread.darkPaper')}
            run={paper.toggle}
          />
        )}
        {hasWords ? <Item icon={Copy} label={t('thread.copyText')} run={copyText} /> : null}
        <MenuLine />
        <Item icon={Code} label={t('thread.showOriginal')} run={() => setSourceOpen(true)} />
        <Item
          icon={FileDown}
          label={t('thread.saveFile')}
          run={async () => tell(await window.parley.saveEmail(email.id), t('thread.saved'))}
        />
        {hasWords ? (
          <Item
            icon={Printer}
            label={t('thread.print')}
            run={async () => tell(await window.parley.printEmail(email.id), null)}
          />
        ) : null}
      </Menu>
      {sourceOpen ? <SourceDialog emailId={email.id} onClose={() => setSourceOpen(false)} /> : null}
    </>
  )
}

function Item(props: {
  readonly icon: LucideIcon
  readonly label: string
  readonly run: () => void | Promise<void>
}) {
  return <MenuItem icon={props.icon} label={props.label} onSelect={() => void props.run()} />
}
