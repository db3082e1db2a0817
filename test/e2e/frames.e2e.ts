import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { FrameLocator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { designedEmails, inlinePictures, severalParts } from '#test/fixtures/designed-emails.ts'
import { type LaunchedParley, launchParley } from '#test/support/app.ts'
import { addAccount, syncOnce } from '#test/support/cli-account.ts'
import { contrastFaults } from '#test/support/contrast.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { htmlEmail } from '#test/support/html-email.ts'
import { newsletterHtml } from '#test/support/newsletter.ts'
import { conversationRow, conversationRows, emailCards, search } from '#test/support/screen.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

/** Designed mail as a person reads it: quotes, folds, papers, pictures, and never an empty card. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const talon = fileURLToPath(new URL('../../../shared/corpus/talon/', import.meta.url))
const talonReplies = ['gmail', 'ms_outlook_2007', 'mail_ru', 'yandex_ru'].map(name => `html_replies/${name}`)

let server: Server
let dovecot: Dovecot
let folder: TempFolder
let parley: LaunchedParley
let window: Page
const hits: string[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    hits.push(request.url ?? '')
    response.end(png)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  dovecot = await startDovecot()
  await dovecot.deliver('INBOX', [
    ...designedEmails(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    inlinePictures(png),
    severalParts(),
    ...(existsSync(talon) ? talonReplies : []).map(name =>
      htmlEmail({ subject: `Talon ${name}`, html: readFileSync(`${talon}${name}.html`, 'utf8') }),
    ),
  ])
  folder = await createTempFolder('frames')
  await addAccount(dovecot, { dataDir: folder.path })
  await syncOnce({ dataDir: folder.path })
  parley = await launchParley({
    dataDir: folder.path,
    env: { PARLEY_PASSWORD: dovecot.user.password, PARLEY_TEST_PRIVATE_IMAGES: '1' },
  })
  window = parley.window
  await conversationRows(window).first().waitFor()
}, 180_000)
afterAll(async () => {
  await parley?.close()
  await dovecot?.stop()
  await folder?.remove()
  server?.close()
})
beforeEach(() => {
  hits.length = 0
})

const frame = (): FrameLocator => window.frameLocator('[data-testid="mail-frame"]').first()
const words = () => frame().locator('body').innerText()
const showQuoted = () => window.getByRole('button', { name: 'Show quoted text' })

/** Opens the conversation with this subject and waits until its card shows it. */
async function open(subject: string): Promise<void> {
  await search(window, `"${subject}"`)
  await conversationRow(window, subject).first().click()
  await window.getByRole('heading', { name: subject, exact: true }).waitFor()
  await emailCards(window).first().waitFor()
}

/** Opens and waits for the design. */
async function openDesign(subject: string): Promise<void> {
  await open(subject)
  await expect.poll(() => frameHeight(), { timeout: 15_000 }).toBeGreaterThan(2)
}

const frameHeight = () =>
  window.evaluate(() => document.querySelector<HTMLElement>('[data-testid="mail-frame"]')?.offsetHeight ?? 0)

async function useTheme(theme: 'light' | 'dark'): Promise<void> {
  await window.evaluate(async wanted => {
    await globalThis.window.parley.request(Math.floor(performance.now()) + 7_000_000, 'settings/set', {
      theme: wanted,
    })
  }, theme)
  await window.reload()
  await conversationRows(window).first().waitFor()
}

test.each([
  ['Reply from Gmail', 'the 14th works', 'half-day format'],
  ['Reply from Outlook', 'oak version', 'Oak or walnut'],
  ['Reply from the web', 'The lamp', 'Which lamp'],
  ['Reply from a Mac', 'Tuesday is fine', 'Would Tuesday suit'],
  ['Reply from Yahoo', 'Two chairs', 'How many chairs'],
  ['Reply from Proton', 'The green one', 'Which colour'],
  ['Signed at the end', 'It leaves tomorrow', 'Harbour Street'],
])('%s: what it repeats stands behind the three dots', async (subject, own, quoted) => {
  await openDesign(subject)
  expect(await words()).toContain(own)
  expect(await words()).not.toContain(quoted)
  await showQuoted().click()
  await expect.poll(words).toContain(quoted)
  expect(await words()).toContain(own)
  await window.getByRole('button', { name: 'Hide quoted text' }).click()
  await expect.poll(words).not.toContain(quoted)
})

test.runIf(existsSync(talon))(
  'replies of other programs: own words are shown, the quote is folded',
  async () => {
    for (const name of talonReplies) {
      await openDesign(`Talon ${name}`)
      expect(await words(), name).toContain('I am fine')
      expect(await words(), name).not.toContain('How are you')
      expect(await showQuoted().count(), name).toBe(1)
    }
  },
)

test('answers between quoted lines and forwarded mail are never folded', async () => {
  await openDesign('Answers between the lines')
  for (const line of ['How many people', 'Twenty', 'The 14th', 'See you then'])
    expect(await words()).toContain(line)
  expect(await showQuoted().count()).toBe(0)
  await openDesign('A forwarded receipt')
  expect(await words()).toContain('You paid 480')
  expect(await showQuoted().count()).toBe(0)
})

test('unfolding a quote never leaves the card without a picture of the mail', async () => {
  await openDesign('Reply from Gmail')
  await window.evaluate(() => {
    const state = { least: 99, running: true }
    Object.assign(globalThis, { frameWatch: state })
    const look = () => {
      const visible = [...document.querySelectorAll<HTMLElement>('[data-testid="mail-frame"]')].filter(
        each => each.offsetHeight > 2,
      )
      state.least = Math.min(state.least, visible.length)
      if (state.running) requestAnimationFrame(look)
    }
    look()
  })
  await showQuoted().click()
  await expect.poll(words).toContain('half-day format')
  const least = await window.evaluate(() => {
    const { frameWatch } = globalThis as unknown as { frameWatch: { least: number; running: boolean } }
    frameWatch.running = false
    return frameWatch.least
  })
  expect(least).toBe(1)
})

test('never blank: a design in which nothing can be seen gives way to its text, and can be seen all the same', async () => {
  await open('Nothing to be seen')
  await window.getByText('Nothing can be seen of this email’s design.').waitFor()
  await emailCards(window).getByText('White on white').waitFor()
  await window.getByRole('button', { name: 'View as designed' }).click()
  await expect.poll(frameHeight).toBeGreaterThan(2)
})

test('never blank: white words over a picture that is blocked get a ground to stand on', async () => {
  await openDesign('A lost background')
  const ground = await frame()
    .locator('table')
    .evaluate(element => getComputedStyle(element).backgroundColor)
  expect(ground).toBe('rgb(91, 88, 83)')
})

test('never blank: a washer that dies is made anew, and the mail is shown', async () => {
  await parley.app.evaluate(({ BrowserWindow }) => {
    for (const each of BrowserWindow.getAllWindows())
      if (each.webContents.getURL().includes('washer')) each.webContents.forcefullyCrashRenderer()
  })
  await openDesign('On a gradient')
  expect(await words()).toContain('Words on a gradient')
})

test('never blank: a mail that takes the washer too long is shown as text, and the next one as designed', async () => {
  await parley.app.evaluate(({ BrowserWindow }) => {
    for (const { webContents } of BrowserWindow.getAllWindows())
      if (webContents.getURL().includes('washer')) process.kill(webContents.getOSProcessId(), 'SIGSTOP')
  })
  await open('Dark of its own')
  await window.getByText('This email’s design could not be shown safely.').waitFor({ timeout: 10_000 })
  await emailCards(window).getByText('Designed in the dark').first().waitFor()
  await openDesign('Middle grey')
  expect(await words()).toContain('White on middle grey')
})

test('a mail is as high and as wide as its frame: nothing of it scrolls in there', async () => {
  for (const subject of ['One long paragraph', 'A long letter', 'One long paragraph', 'Reply from Gmail']) {
    await openDesign(subject)
    const unfold = window.getByRole('button', { name: 'Load full email' })
    if ((await unfold.count()) > 0) await unfold.click()
    await expect
      .poll(
        () =>
          frame()
            .locator('html')
            .evaluate(html => [html.clientWidth - innerWidth, Math.max(0, html.scrollHeight - innerHeight)]),
        { message: subject },
      )
      .toEqual([0, 0])
  }
})

test('a long letter is folded at 1,200 px, and unfolds without a jump', async () => {
  await openDesign('A long letter')
  const box = () =>
    window.evaluate(() => {
      const element = document.querySelector('[data-testid="mail-frame"]')?.parentElement
      const card = document.querySelector('[data-testid="email-card"]')
      return { height: element?.clientHeight, top: card?.getBoundingClientRect().top }
    })
  const before = await box()
  expect(before.height).toBe(1_200)
  const button = emailCards(window).getByRole('button', { name: 'Load full email' })
  await button.evaluate((element: HTMLElement) => element.click())
  await expect.poll(async () => (await box()).height).toBeGreaterThan(2_000)
  expect((await box()).top).toBe(before.top)
  expect(await words()).toContain('The end of it.')
})

test('a long newsletter shows its top while it is folded, and all of it after that', async () => {
  await openDesign('A long newsletter')
  expect(await words()).not.toContain('Unsubscribe')
  // Counted in the whole mail, also where its top alone was washed first.
  const pictures = newsletterHtml(200_000).match(/<img[^>]*\.jpg/g)?.length ?? 0
  await window.getByText(`(${pictures} images, 1 tracking pixel from news.example)`).waitFor()
  await emailCards(window)
    .getByRole('button', { name: 'Load full email' })
    .evaluate((element: HTMLElement) => element.click())
  await expect.poll(words).toContain('Unsubscribe')
  expect(await frameHeight()).toBeGreaterThan(5_000)
})

test('R-21: a very large design comes after its text, when it is asked for', async () => {
  await open('Megabytes of design')
  await window.getByText('This email is very large.').waitFor()
  await emailCards(window).getByText('A paragraph among very many').first().waitFor()
  // The whole of it, made from its HTML: not the first lines alone.
  await emailCards(window).getByRole('button', { name: 'Load full email' }).waitFor()
  const length = async () => (await emailCards(window).first().textContent())?.length ?? 0
  await expect.poll(length).toBeGreaterThan(5_000)
  await window.getByRole('button', { name: 'View as designed' }).click()
  await expect.poll(frameHeight, { timeout: 15_000 }).toBeGreaterThan(1_000)
})

test('a layout of fixed width fits its pane; one that is much too wide scrolls in its own frame', async () => {
  const widths = () =>
    frame()
      .locator('html')
      .evaluate(element => ({ wide: element.scrollWidth - element.clientWidth }))
  await openDesign('Wider than the pane')
  expect((await widths()).wide).toBeLessThanOrEqual(1)
  await openDesign('Much too wide')
  expect((await widths()).wide).toBeGreaterThan(500)
  const pane = await window.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(pane).toBe(0)
})

test('remote pictures wait for a click, are counted, and trackers are named and never load', async () => {
  await openDesign('Pictures from far away')
  const banner = window.getByText('Remote images are blocked to protect your privacy.')
  expect(await banner.innerText()).toMatch(
    /\(2 images, 2 backgrounds, 2 tracking pixels from .*pixel\.example.*\)$/,
  )
  expect(await words()).toContain('A walnut desk')
  expect(hits).toEqual([])
  await window.getByRole('button', { name: 'Load images' }).click()
  await expect.poll(() => [...new Set(hits)].sort()).toEqual(['/a.png', '/b.png'])
  await window.getByText(/^Still blocked: .*2 tracking pixels from /).waitFor()
  await expect
    .poll(() =>
      frame()
        .locator('img')
        .evaluateAll(images => images.map(image => (image as HTMLImageElement).naturalWidth)),
    )
    .toEqual([1, 1])
  // Measured in one page and drawn in another, and yet the sender's server is asked once.
  expect([...hits].sort()).toEqual(['/a.png', '/b.png'])
})

test('a sender can be trusted for good', async () => {
  const shown = () => frame().locator('img').count()
  await open('A newsletter')
  await openDesign('Pictures from far away')
  expect(await shown()).toBe(0)
  await window.getByRole('button', { name: 'Always from this sender' }).click()
  await expect.poll(shown).toBe(2)
  await open('A newsletter')
  await openDesign('Pictures from far away')
  await expect.poll(shown).toBe(2)
  expect(await window.getByRole('button', { name: 'Load images' }).count()).toBe(0)
})

test('R-06: every HTML part is shown, each in a frame of its own', async () => {
  await openDesign('In several parts')
  const frames = window.locator('[data-testid="mail-frame"]')
  await expect.poll(() => frames.count()).toBe(4)
  const texts = await Promise.all(
    [0, 1, 2, 3].map(at =>
      window.frameLocator('[data-testid="mail-frame"]').nth(at).locator('body').innerText(),
    ),
  )
  expect(texts.map(text => text.trim())).toEqual(['Part One', 'Part Two', 'Part Three', 'Part Four'])
})

test('R-24: inline pictures come from the same mail, by Content-ID or Content-Location; the rest leave their words', async () => {
  await openDesign('Pictures inside')
  const shown = () =>
    frame()
      .locator('img')
      .evaluateAll(images =>
        images.map(image => [image.getAttribute('alt'), (image as HTMLImageElement).naturalWidth]),
      )
  await expect.poll(shown).toEqual([
    ['Here', 1],
    ['Located', 1],
  ])
  expect(await words()).toMatch(/Gone\s*No picture/)
})

test('in the dark, every word of a recoloured mail reaches WCAG AA; what can’t be turned keeps light paper', async () => {
  await useTheme('dark')
  try {
    for (const subject of ['Reply from Gmail', 'Reply from Outlook', 'A few colours', 'Dark of its own']) {
      await openDesign(subject)
      expect(await frame().locator('body').evaluate(contrastFaults, '#1c1d1b'), subject).toEqual([])
      expect(await groundOf(), subject).toBe('rgb(28, 29, 27)')
    }
    for (const subject of ['Middle grey', 'On a gradient', 'A newsletter']) {
      await openDesign(subject)
      expect(await groundOf(), subject).toBe('rgb(255, 255, 255)')
    }
    // One key turns the paper of the email at hand, and back.
    await window.keyboard.press('d')
    await expect.poll(groundOf).toBe('rgb(28, 29, 27)')
    await window.keyboard.press('d')
    await expect.poll(groundOf).toBe('rgb(255, 255, 255)')
  } finally {
    await useTheme('light')
  }
})

const groundOf = () =>
  frame()
    .locator('html')
    .evaluate(element => getComputedStyle(element).backgroundColor)

test('an email is printed on white, with its quotes, below who wrote it', async () => {
  await openDesign('Reply from Gmail')
  const emailId = await emailCards(window).first().getAttribute('data-email-id')
  await parley.app.evaluate(({ app, session }) => {
    app.once('web-contents-created', (_event, contents) => {
      contents.print = (_options, done) => {
        const read = async () => {
          const pdf = await contents.printToPDF({})
          const answer = await session.fromPartition('screen').fetch(contents.getURL())
          Object.assign(globalThis, {
            printed: { pdf: pdf.toString('latin1', 0, 5), html: await answer.text() },
          })
        }
        void read().then(() => done?.(true, ''))
      }
    })
  })
  const answer = await window.evaluate(id => globalThis.window.parley.printEmail(id), emailId ?? '')
  expect(answer).toEqual({ ok: true })
  const printed = await parley.app.evaluate(
    () => (globalThis as unknown as { printed: { pdf: string; html: string } }).printed,
  )
  expect(printed.pdf).toBe('%PDF-')
  for (const part of ['Reply from Gmail', 'From: Sender 0', 'To: hello@parley.test', 'half-day format'])
    expect(printed.html).toContain(part)
})
