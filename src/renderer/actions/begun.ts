/** Resolves once the action that was asked for last stands in the journal, or came to nothing. */
let last: Promise<void> = Promise.resolve()

/** Notes an action that is being asked for; the answer is to be called when it stands in the journal, or has ended. */
export function noteBeginning(): () => void {
  let tell = () => {}
  last = new Promise(resolve => {
    tell = resolve
  })
  return tell
}

/** Waits until what was asked for last can be undone: until then the one before would be taken for the newest. */
export const lastHasBegun = (): Promise<void> => last
