import { useState } from 'react'
import { useEmailSource } from '#renderer/api/emails.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { Dialog } from '#renderer/ui/Dialog.tsx'
import { SourceText } from './SourceText.tsx'

/** "Show original": source and headers of an email, to be read and copied. */
export function SourceDialog(props: { readonly emailId: string; readonly onClose: () => void }) {
  return (
    <Dialog
      open
      wide
      title={t('thread.sourceTitle')}
      closeLabel={t('accounts.dismiss')}
      onClose={props.onClose}
      actions={<CopyButton emailId={props.emailId} />}
    >
      <SourceText emailId={props.emailId} />
    </Dialog>
  )
}

function CopyButton({ emailId }: { readonly emailId: string }) {
  const { data } = useEmailSource(emailId)
  const [copied, setCopied] = useState(false)
  return (
    <Button
      look="soft"
      disabled={data === undefined}
      onClick={async () => {
        const answer = await window.parley.copyText(data?.source ?? '')
        setCopied(answer.ok)
      }}
    >
      {copied ? t('thread.copied') : t('thread.copy')}
    </Button>
  )
}
