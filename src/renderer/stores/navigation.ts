import { create } from 'zustand'

/** Pages behind the rail. */
export type Page = 'conversations' | 'history' | 'outbox' | 'settings'

/** Pages of the settings. */
export type SettingsPage = 'emails' | 'general' | 'sending' | 'tags' | 'about'

type Navigation = {
  readonly page: Page
  readonly settingsPage: SettingsPage
  /** The conversation in the right panel; null shows the overview. */
  readonly openId: string | null
  /** The new message that is written in the right panel; null where none is. */
  readonly draftId: string | null
  /** How it was opened, counted so that opening it again is noticed: decides when it is marked as read. */
  readonly opened: { readonly how: 'open' | 'skim'; readonly focusThread: boolean; readonly count: number }
  /** The row that the keyboard stands on. */
  readonly cursorId: string | null
  /** In a narrow window, whether the panel is shown in place of the list. */
  readonly panelInFront: boolean
  /** Opens a conversation; `focusThread` moves the keyboard there, otherwise it stays where it is. */
  readonly open: (id: string, focusThread?: boolean) => void
  /** Shows a conversation while the keyboard moves over it: the list stays in front. */
  readonly skim: (id: string) => void
  readonly setCursor: (id: string | null) => void
  /** Writes a new message in the right panel. */
  readonly compose: (draftId: string) => void
  readonly close: () => void
  /** The conversation that is open is part of another one now. */
  readonly follow: (from: string, to: string) => void
  readonly showOverview: () => void
  readonly showList: () => void
  /** Back from another page as it was left; once more closes the conversation. */
  readonly showConversations: () => void
  readonly showHistory: () => void
  readonly showOutbox: () => void
  readonly showSettings: (page?: SettingsPage) => void
}

/** Where the person is. */
export const useNavigation = create<Navigation>()(set => ({
  page: 'conversations',
  settingsPage: 'emails',
  openId: null,
  draftId: null,
  opened: { how: 'open', focusThread: false, count: 0 },
  cursorId: null,
  panelInFront: false,
  open: (id, focusThread = false) =>
    set(state => ({
      page: 'conversations',
      openId: id,
      draftId: null,
      cursorId: id,
      panelInFront: true,
      opened: { how: 'open', focusThread, count: state.opened.count + 1 },
    })),
  skim: id =>
    set(state => ({
      page: 'conversations',
      openId: id,
      draftId: null,
      cursorId: id,
      opened: { how: 'skim', focusThread: false, count: state.opened.count + 1 },
    })),
  setCursor: id => set({ cursorId: id }),
  compose: draftId => set({ page: 'conversations', draftId, panelInFront: true }),
  close: () =>
    set(state => (state.draftId === null ? { openId: null, panelInFront: false } : { draftId: null })),
  follow: (from, to) =>
    set(state => ({
      openId: state.openId === from ? to : state.openId,
      cursorId: state.cursorId === from ? to : state.cursorId,
    })),
  showOverview: () => set({ page: 'conversations', openId: null, draftId: null, panelInFront: true }),
  showList: () => set({ page: 'conversations', openId: null, draftId: null, panelInFront: false }),
  showConversations: () =>
    set(state =>
      state.page === 'conversations'
        ? { openId: null, draftId: null, panelInFront: false }
        : { page: 'conversations' },
    ),
  showHistory: () => set({ page: 'history' }),
  showOutbox: () => set({ page: 'outbox' }),
  showSettings: page => set(state => ({ page: 'settings', settingsPage: page ?? state.settingsPage })),
}))
