import { useEffect } from 'react'
import { commandOf, commandsAfter, useKeySequence } from '#renderer/stores/command-keys.ts'
import { canRun, commandTable, runCommand } from '#renderer/stores/commands.ts'
import { isModalOpen } from '#renderer/stores/modal.ts'
import { strokeOf } from './stroke.ts'

/** The second key of a sequence has to follow within this time: long enough to read what is possible. */
const sequenceMs = 3_000

/** Open ones: one that is on its way out hears no key any more. */
const menus = ['[role="dialog"]', '[role="alertdialog"]', '[role="menu"]', '[data-own-keys]']
  .map(selector => `${selector}:not([data-closed])`)
  .join(', ')
const fields = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]'

const isWithin = (event: KeyboardEvent, selector: string) =>
  event.target instanceof Element && event.target.closest(selector) !== null

/** Listens for the keys of all commands, anywhere in the window, except where text is typed or a menu or dialog is open. */
export function useCommandKeys(): void {
  useEffect(() => {
    const mac = window.parley.platform === 'darwin'
    let timer: ReturnType<typeof setTimeout> | undefined
    const expect = (first: string | null) => {
      clearTimeout(timer)
      if (useKeySequence.getState().first !== first) useKeySequence.setState({ first })
      if (first !== null) timer = setTimeout(() => expect(null), sequenceMs)
    }
    const forget = () => expect(null)

    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || isWithin(event, menus) || isModalOpen()) return
      const stroke = strokeOf(event, mac)
      if (stroke === null) return
      if (!stroke.startsWith('Mod+') && isWithin(event, fields)) return
      const { first } = useKeySequence.getState()
      // What follows the first key belongs to the sequence, whether it leads anywhere or not.
      if (first !== null) {
        event.preventDefault()
        if (event.repeat) return
        forget()
        const id = commandOf(`${first} ${stroke}`)
        if (id !== undefined) runCommand(id)
        return
      }
      if (commandsAfter(stroke).some(({ id }) => canRun(id))) {
        event.preventDefault()
        if (!event.repeat) expect(stroke)
        return
      }
      const id = commandOf(stroke)
      if (id === undefined || !canRun(id)) return
      event.preventDefault()
      if (!event.repeat || commandTable[id].repeats === true) runCommand(id)
    }
    window.addEventListener('keydown', onKeyDown)
    window.addEventListener('pointerdown', forget)
    window.addEventListener('blur', forget)
    return () => {
      forget()
      window.removeEventListener('keydown', onKeyDown)
      window.removeEventListener('pointerdown', forget)
      window.removeEventListener('blur', forget)
    }
  }, [])
}
