import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedParley, launchParley } from '#test/support/app.ts'
import { addAccount, syncOnce } from '#test/support/cli-account.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { htmlEmail } from '#test/support/html-email.ts'
import { conversationRow, conversationRows } from '#test/support/screen.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

let dovecot: Dovecot
let folder: TempFolder
let parley: LaunchedParley

beforeAll(async () => {
  dovecot = await startDovecot()
  await dovecot.deliver('INBOX', [htmlEmail({ subject: 'Designed', html: '<p>Designed words</p>' })])
  folder = await createTempFolder('crash')
  await addAccount(dovecot, { dataDir: folder.path })
  await syncOnce({ dataDir: folder.path })
  parley = await launchParley({ dataDir: folder.path, env: { PARLEY_PASSWORD: dovecot.user.password } })
})
afterAll(async () => {
  await parley?.close()
  await dovecot?.stop()
  await folder?.remove()
})

test('when the process that draws mail dies, the mail is drawn again as soon as somebody is there', async () => {
  const { window } = parley
  await conversationRows(window).first().waitFor()
  await conversationRow(window, 'Designed').first().click()
  await window.frameLocator('[data-testid="mail-frame"]').getByText('Designed words').waitFor()
  // The driver takes a dead frame for a dead page: from here on only the main process is asked.
  const dead = await parley.app.evaluate(({ BrowserWindow }) => {
    const shown = BrowserWindow.getAllWindows().find(each => each.isVisible())
    const frame = shown?.webContents.mainFrame.frames.find(each => each.url.startsWith('mail:'))
    if (frame === undefined) throw new Error('No mail frame')
    process.kill(frame.osProcessId, 'SIGKILL')
    return frame.osProcessId
  })
  await expect
    .poll(
      () =>
        parley.app.evaluate(({ BrowserWindow }) => {
          const contents = BrowserWindow.getAllWindows().find(each => each.isVisible())?.webContents
          contents?.sendInputEvent({ type: 'mouseMove', x: 700, y: 400 })
          return (contents?.mainFrame.frames ?? []).flatMap(frame => {
            try {
              return frame.url.startsWith('mail:') ? [frame.osProcessId] : []
            } catch {
              return []
            }
          })
        }),
      { timeout: 15_000 },
    )
    .toEqual([expect.not.toSatisfy((pid: number) => pid === dead || pid === 0)])
})
