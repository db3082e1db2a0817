import type { Editor } from '@tiptap/react'
import { useCallback, useEffect } from 'react'

import { ask } from '#renderer/api/client.ts'
import { errorText, thrownText } from '#renderer/i18n/error-text.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useToasts } from '#renderer/stores/toasts.ts'
import type { DraftAttachment } from '#shared/draft.ts'
import type { AttachAnswer } from '#shared/draft-files.ts'
import type { DraftSession } from './draft-session.ts'

const drawable = /^image\/(?:png|jpeg|gif|webp)$/
/** As much as the engine takes over the port; larger files go by their path. */
const pastedAtMostBytes = 30 * 1024 * 1024

/** The ways for files into a draft, and out of it. What fails is said, with what was kept. */
export function useDraftFiles(session: DraftSession, know: (contentId: string, bytes: Blob) => void) {
  const { draft, state } = session
  useEffect(
    () =>
      window.parley.onDraftFile(file => {
        if (file.draftId !== draft.id) return
        state.setState(({ staging }) => {
          const others = staging.filter(each => each.key !== file.key)
          if (file.doneBytes === null) return { staging: others }
          const cancel = () => window.parley.cancelDraftFile(file.key)
          const { key, name, doneBytes, totalBytes } = file
          const now = { key, name, doneBytes, totalBytes, cancel }
          return {
            staging: staging.some(each => each.key === key)
              ? staging.map(each => (each.key === key ? now : each))
              : [...others, now],
          }
        })
      }),
    [draft.id, state],
  )

  const added = useCallback(
    (files: readonly DraftAttachment[]) => {
      if (files.length === 0) return
      session.touch()
      state.setState(({ attachments }) => {
        const known = new Set(attachments.map(file => file.id))
        return { attachments: [...attachments, ...files.filter(file => !known.has(file.id))] }
      })
    },
    [session, state],
  )
  const take = useCallback(
    (answer: AttachAnswer) => {
      if (!answer.ok) return sayFailed('', errorText(answer.error))
      added(answer.added)
      for (const { name, error } of answer.failed)
        if (error.code !== 'cancelled') sayFailed(name, errorText(error))
    },
    [added],
  )
  const addBytes = useCallback(
    async (bytes: Blob, name: string, editor: Editor | null) => {
      try {
        const inline = editor !== null
        const file = await ask('drafts/attach-bytes', {
          id: draft.id,
          name,
          type: bytes.type,
          bytes: new Uint8Array(await bytes.arrayBuffer()),
          inline,
        })
        if (file.contentId !== null) know(file.contentId, bytes)
        added([file])
        insertImage(editor, file)
      } catch (error) {
        sayFailed(name, thrownText(error))
      }
    },
    [draft.id, know, added],
  )

  return {
    pick: useCallback(
      async () => take(await window.parley.pickDraftFiles(draft.id, 'files')),
      [draft.id, take],
    ),
    /** Images that are chosen stand in the text, at the caret. */
    pickImages: useCallback(
      async (editor: Editor | null) => {
        const answer = await window.parley.pickDraftFiles(draft.id, 'images')
        take(answer)
        for (const file of answer.ok ? answer.added : []) insertImage(editor, file)
      },
      [draft.id, take],
    ),
    /** Files that were dropped or pasted; images are drawn in the text where there is an editor for them. */
    takeFiles: useCallback(
      async (files: readonly File[], editor: Editor | null) => {
        for (const file of files) {
          const drawn = editor !== null && drawable.test(file.type) && file.size <= pastedAtMostBytes
          if (drawn) await addBytes(file, file.name || pastedName(file.type), editor)
          else take(await window.parley.dropDraftFile(draft.id, file))
        }
      },
      [draft.id, addBytes, take],
    ),
    takeImages: useCallback(
      async (images: readonly { readonly type: string; readonly base64: string }[], editor: Editor) => {
        for (const { type, base64 } of images) {
          const bytes = Uint8Array.from(atob(base64.replace(/\s+/g, '')), sign => sign.charCodeAt(0))
          await addBytes(new Blob([bytes], { type }), pastedName(type), editor)
        }
      },
      [addBytes],
    ),
    remove: useCallback(
      async (attachmentId: string) => {
        try {
          await ask('drafts/detach', { id: draft.id, attachmentId })
          state.setState(({ attachments }) => ({
            attachments: attachments.filter(file => file.id !== attachmentId),
          }))
          session.touch()
        } catch (error) {
          sayFailed('', thrownText(error))
        }
      },
      [draft.id, session, state],
    ),
  }
}

function insertImage(editor: Editor | null, file: DraftAttachment): void {
  if (editor === null || file.contentId === null) return
  const attrs = { src: `cid:${file.contentId}`, alt: file.name }
  editor.chain().focus().insertContent({ type: 'image', attrs }).run()
}

const pastedName = (type: string) => `${t('compose.pastedImage')}.${type.split('/')[1] ?? 'png'}`

function sayFailed(name: string, words: { readonly what: string; readonly next: string }): void {
  const { what, next } = words
  useToasts.getState().say(t('compose.fileFailed', { name, what, next }), 'danger')
}
