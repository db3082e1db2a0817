import { createStore, type StoreApi } from 'zustand'
import { ask } from '#renderer/api/client.ts'
import type { Draft, DraftAttachment, DraftContent } from '#shared/draft.ts'
import { createAutosave, type SaveState } from './autosave.ts'

/** A file on its way into the draft. */
export type Staging = {
  readonly key: string
  readonly name: string
  readonly doneBytes: number
  readonly totalBytes: number | null
  readonly cancel: () => void
}

/** What the composer draws; the words themselves live in the editor. */
export type SessionState = {
  /** All of it but the words: see `readWords`. */
  readonly fields: Omit<DraftContent, 'html' | 'text'>
  readonly attachments: readonly DraftAttachment[]
  readonly staging: readonly Staging[]
  readonly save: SaveState
}

/** The words as they stand, written out only when they are needed. */
export type ReadWords = () => { readonly html: string; readonly text: string }

/** A draft that is open in this window: what was typed stays here until it is safe in the store. */
export type DraftSession = {
  readonly draft: Draft
  readonly state: StoreApi<SessionState>
  readonly changeFields: (changes: Partial<SessionState['fields']>) => void
  readonly changeWords: (read: ReadWords) => void
  readonly words: ReadWords
  /** Saves what is not saved yet; the number of the revision that holds it. */
  readonly flush: () => Promise<number>
  /** Nobody has written anything: it need not be kept. */
  readonly isUntouched: () => boolean
  readonly touch: () => void
  /** A composer shows it, or shows it no more. */
  readonly show: (shown: boolean) => void
  readonly isShown: () => boolean
  /** The draft is sent or gone. */
  readonly end: () => void
  readonly isEnded: () => boolean
}

const sessions = new Map<string, DraftSession>()

/** The session of a draft: the one that is open, with all that is typed, else a new one. */
export function sessionOf(draft: Draft): DraftSession {
  const known = sessions.get(draft.id)
  if (known !== undefined) return known
  const made = createSession(draft)
  sessions.set(draft.id, made)
  return made
}

/** Begins anew with what the engine made of a draft, for another kind of answer. */
export function replaceSession(draft: Draft): DraftSession {
  sessions.get(draft.id)?.end()
  return sessionOf(draft)
}

/** Saves what is typed anywhere in this window; never rejects. */
export async function saveAllDrafts(): Promise<void> {
  await Promise.allSettled([...sessions.values()].map(session => session.flush()))
}

function createSession(draft: Draft): DraftSession {
  const { html, text, ...fields } = draft.content
  const state = createStore<SessionState>()(() => ({
    fields,
    attachments: draft.attachments,
    staging: [],
    save: { kind: 'saved' },
  }))
  let revision = draft.revision
  let touched = draft.revision > 1 || draft.attachments.length > 0 || Date.now() - draft.createdAt > 60_000
  let shown = 0
  let ended = false
  let read: ReadWords = () => ({ html, text })
  const autosave = createAutosave<{ readonly fields: SessionState['fields']; readonly read: ReadWords }>({
    save: async edited => {
      const content: DraftContent = { ...edited.fields, ...edited.read() }
      revision = (await ask('drafts/save', { id: draft.id, content })).revision
    },
    onState: save => state.setState({ save }),
  })
  const changed = () => {
    touched = true
    autosave.change({ fields: state.getState().fields, read })
  }
  return {
    draft,
    state,
    changeFields: changes => {
      state.setState(before => ({ fields: { ...before.fields, ...changes } }))
      changed()
    },
    changeWords: words => {
      read = words
      changed()
    },
    words: () => read(),
    flush: async () => {
      await autosave.flush()
      return revision
    },
    isUntouched: () =>
      !touched && state.getState().attachments.length + state.getState().staging.length === 0,
    touch: () => {
      touched = true
    },
    show: isShown => {
      shown += isShown ? 1 : -1
    },
    isShown: () => shown > 0,
    end: () => {
      ended = true
      autosave.stop()
      for (const file of state.getState().staging) file.cancel()
      sessions.delete(draft.id)
    },
    isEnded: () => ended,
  }
}
