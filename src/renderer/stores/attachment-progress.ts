import { create } from 'zustand'

/** How far an attachment is; `totalBytes` null where the server did not tell. */
type Progress = { readonly doneBytes: number; readonly totalBytes: number | null }

type AttachmentProgress = {
  readonly byId: Readonly<Record<string, Progress>>
  readonly set: (attachmentId: string, progress: Progress) => void
  readonly end: (attachmentId: string) => void
}

/** Attachments that are being fetched. */
export const useAttachmentProgress = create<AttachmentProgress>()(set => ({
  byId: {},
  set: (attachmentId, progress) => set(state => ({ byId: { ...state.byId, [attachmentId]: progress } })),
  end: attachmentId =>
    set(state => ({
      byId: Object.fromEntries(Object.entries(state.byId).filter(([id]) => id !== attachmentId)),
    })),
}))
