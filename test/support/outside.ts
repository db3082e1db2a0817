import type { LaunchedParley } from './app.ts'

/** What would have left the app, and what was asked about it: nothing leaves while this watches. */
export type Outside = {
  /** Answers the next questions with this button, and with this state of the checkbox. */
  readonly answerWith: (button: string, checked?: boolean) => Promise<void>
  /** Questions so far, oldest first. */
  readonly questions: () => Promise<readonly Question[]>
  /** Addresses that were handed to another program. */
  readonly opened: () => Promise<readonly string[]>
  readonly clear: () => Promise<void>
}

export type Question = {
  readonly type?: string
  readonly message: string
  readonly detail?: string
  readonly buttons?: string[]
  readonly defaultId?: number
  readonly checkboxLabel?: string
}

type Watched = { questions: Question[]; opened: string[]; button: string; checked: boolean }

/** Puts itself between the app and the system's message boxes and programs, in the main process. */
export async function watchOutside({ app }: LaunchedParley): Promise<Outside> {
  await app.evaluate(({ dialog, shell }) => {
    const watched: Watched = { questions: [], opened: [], button: 'Cancel', checked: false }
    Object.assign(globalThis, { watched })
    Object.assign(dialog, {
      showMessageBox: async (...given: unknown[]) => {
        const question = given.at(-1) as Question
        watched.questions.push(question)
        const response = question.buttons?.indexOf(watched.button) ?? -1
        return {
          response: response < 0 ? (question.buttons?.length ?? 1) - 1 : response,
          checkboxChecked: watched.checked,
        }
      },
    })
    Object.assign(shell, {
      openExternal: async (address: string) => {
        watched.opened.push(address)
      },
    })
  })
  const read = () => app.evaluate(() => (globalThis as unknown as { watched: Watched }).watched)
  const change = (to: Partial<Watched>) =>
    app.evaluate((_electron, values) => {
      Object.assign((globalThis as unknown as { watched: Watched }).watched, values)
    }, to)
  return {
    answerWith: (button, checked = false) => change({ button, checked }),
    questions: async () => (await read()).questions,
    opened: async () => (await read()).opened,
    clear: () => change({ questions: [], opened: [] }),
  }
}
