import type { Editor } from '@tiptap/react'
import { type FormEvent, useRef, useState } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { Dialog } from '#renderer/ui/Dialog.tsx'
import { TextField } from '#renderer/ui/TextField.tsx'
import { isSendable } from '#shared/address.ts'

/** Where the words at the caret lead to. */
export function LinkDialog(props: { readonly editor: Editor; readonly onClose: () => void }) {
  const { editor, onClose } = props
  const [address, setAddress] = useState(() => String(editor.getAttributes('link')['href'] ?? ''))
  const [wrong, setWrong] = useState(false)
  const formRef = useRef<HTMLFormElement>(null)
  const focusRef = {
    get current() {
      return formRef.current?.querySelector('input') ?? null
    },
  }
  const close = () => {
    onClose()
    requestAnimationFrame(() => editor.commands.focus())
  }
  const remove = () => {
    editor.chain().extendMarkRange('link').unsetLink().run()
    close()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const href = linkAddress(address)
    if (href === null) return setWrong(true)
    const { empty } = editor.state.selection
    if (empty && !editor.isActive('link')) {
      const text = address.trim()
      editor
        .chain()
        .insertContent({ type: 'text', text, marks: [{ type: 'link', attrs: { href } }] })
        .run()
    } else editor.chain().extendMarkRange('link').setLink({ href }).run()
    close()
  }
  return (
    <Dialog
      open
      title={t('compose.linkTitle')}
      closeLabel={t('compose.close')}
      focusRef={focusRef}
      onClose={close}
      actions={
        <>
          {editor.isActive('link') ? <Button onClick={remove}>{t('compose.linkRemove')}</Button> : null}
          <Button onClick={close}>{t('compose.cancel')}</Button>
          <Button look="primary" onClick={() => formRef.current?.requestSubmit()}>
            {t('compose.linkSet')}
          </Button>
        </>
      }
    >
      <form ref={formRef} onSubmit={submit}>
        <TextField
          label={t('compose.linkAddress')}
          value={address}
          aria-invalid={wrong}
          onText={text => {
            setAddress(text)
            setWrong(false)
          }}
        />
        {wrong ? (
          <p role="alert" className="mt-1 text-small text-danger">
            {t('compose.linkWrong')}
          </p>
        ) : null}
      </form>
    </Dialog>
  )
}

/** A web, mail or telephone address, completed where a person leaves out its beginning; null for anything else. */
function linkAddress(typed: string): string | null {
  const text = typed.trim()
  if (isSendable(text)) return `mailto:${text}`
  if (/^(?:mailto|tel):\S+$/i.test(text)) return text
  const full = /^https?:\/\//i.test(text)
    ? text
    : /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text)
      ? ''
      : `https://${text}`
  if (/\s/.test(full) || !URL.canParse(full)) return null
  const { hostname } = new URL(full)
  return hostname.includes('.') || hostname === 'localhost' ? full : null
}
