import { create } from 'zustand'

const useCrashes = create<{ readonly count: number }>()(() => ({ count: 0 }))

window.parley.onMailFramesGone(() => useCrashes.setState(({ count }) => ({ count: count + 1 })))

/** How often the process that draws mail has died: its frames are empty then, and must be made anew. */
export const useFrameCrashes = (): number => useCrashes(state => state.count)
