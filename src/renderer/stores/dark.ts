import { create } from 'zustand'

/** Whether the screen is dark right now: the user's choice, else the system's. Set by app/theme. */
const useDarkStore = create<{ readonly dark: boolean }>()(() => ({ dark: false }))

/** Whether the screen is dark. */
export const useDark = (): boolean => useDarkStore(state => state.dark)

/** Whether the screen is dark at this moment, for those who draw nothing. */
export const isDark = (): boolean => useDarkStore.getState().dark

/** Tells everyone that the screen turned dark or light. */
export const setDark = (dark: boolean): void => useDarkStore.setState({ dark })
