import { create } from 'zustand'

/** The row under the pointer, and whether the list's own focus is visible. Rows ask for themselves only. */
export const useHoveredRow = create<{ readonly id: string | null; readonly focused: boolean }>()(() => ({
  id: null,
  focused: false,
}))

/** The pointer is on a row, or on none. */
export const hoverRow = (id: string | null): void => {
  if (useHoveredRow.getState().id !== id) useHoveredRow.setState({ id })
}

/** The keyboard came to the list, or left it. */
export const showListFocus = (focused: boolean): void => {
  if (useHoveredRow.getState().focused !== focused) useHoveredRow.setState({ focused })
}
