import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type LaunchedParley, launchParley } from '#test/support/app.ts'
import { emailWithFiles, plainPng, smallPdf } from '#test/support/attached-files.ts'
import { chip, download, readIfThere } from '#test/support/attachment-screen.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { takeLongestGap, watchGaps } from '#test/support/in-window.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { addMailbox, conversationRow, openConversation, openConversations } from '#test/support/screen.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'
import { winmail } from '#test/support/tnef.ts'

/** invitations, cards, forwarded emails and packages, read in the real window. */
let dovecot: Dovecot
let parley: LaunchedParley
let temp: TempFolder

const pdf = smallPdf('The floor plan')
const photo = plainPng({ width: 640, height: 320 })
const program = Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0'), Buffer.alloc(600)])
const invitation = [
  'BEGIN:VCALENDAR',
  'METHOD:REQUEST',
  'BEGIN:VEVENT',
  'UID:1@invite.example',
  'DTSTART;TZID=Europe/Berlin:20261203T140000',
  'DTEND;TZID=Europe/Berlin:20261203T150000',
  'SUMMARY:Spring workshop',
  'LOCATION:Room East',
  'RRULE:FREQ=WEEKLY;COUNT=4',
  'ORGANIZER;CN=Mallory:mailto:mallory@elsewhere.example',
  'ATTENDEE;CN=Test;PARTSTAT=NEEDS-ACTION:mailto:hello@parley.test',
  'ATTACH:http://127.0.0.1:9/fetch-me',
  'BEGIN:VALARM',
  'ACTION:PROCEDURE',
  'ATTACH:file:///bin/sh',
  'END:VALARM',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n')
const forwarded = emailWithFiles({
  from: 'Inner Person <inner@forwarded.example>',
  subject: 'The inner subject',
  text: 'Words of the inner email.',
  files: [
    { type: 'image/png', name: 'inside.png', bytes: photo },
    { type: 'text/calendar', name: 'forwarded.ics', bytes: invitation },
  ],
  boundary: 'inner',
})

beforeAll(async () => {
  temp = await createTempFolder('contents')
  dovecot = await startDovecot()
  await dovecot.deliver('INBOX', [
    emailWithFiles({
      from: 'Ines Invite <ines@invite.example>',
      subject: 'Please come',
      text: 'You are invited.',
      subtype: 'alternative',
      files: [{ type: 'text/calendar; charset=utf-8; method=REQUEST', bytes: invitation }],
    }),
    emailWithFiles({
      from: 'Ines Invite <ines@invite.example>',
      subject: 'Two dates',
      text: 'You are invited twice.',
      files: [invitation, invitation, invitation.replace('Spring', 'Summer')].map(bytes => ({
        type: 'text/calendar; charset=utf-8; method=REQUEST',
        name: 'invite.ics',
        bytes,
      })),
    }),
    emailWithFiles({
      from: 'Nora Notes <nora@notes.example>',
      subject: 'Two notes',
      text: 'Both are short.',
      files: ['one.txt', 'two.txt'].map(name => ({ type: 'text/plain', name, bytes: 'A note.' })),
    }),
    emailWithFiles({
      from: 'Fay Flood <fay@flood.example>',
      subject: 'Nine hundred files',
      text: 'Each holds a word.',
      files: Array.from({ length: 900 }, (_, at) => ({
        type: 'application/octet-stream',
        name: `file-${at}.bin`,
        bytes: 'word',
      })),
    }),
    plainEmail({
      from: 'Cal Only <cal@only.example>',
      subject: 'A calendar alone',
      text: invitation,
    }).replace('Content-Type: text/plain', 'Content-Type: text/calendar; method=REQUEST'),
    emailWithFiles({
      from: 'Uwe Unix <uwe@unix.example>',
      subject: 'As it was before MIME',
      text: 'Here is the cat.\r\n\r\nbegin 644 cat.txt\r\n#0V%T\r\n`\r\nend\r\n\r\nBye.',
      files: [],
    }),
    emailWithFiles({
      from: 'Carl Card <carl@card.example>',
      subject: 'My card',
      text: 'Here is my card.',
      files: [
        {
          type: 'text/vcard',
          name: 'carl.vcf',
          bytes:
            'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Carl Card\r\nORG:Cards\\, Ltd;\r\nEMAIL;TYPE=WORK:carl@card.example\r\nTEL:+49 30 1234\r\nEND:VCARD\r\n',
        },
      ],
    }),
    emailWithFiles({
      from: 'Fay Forward <fay@forward.example>',
      subject: 'An email for you',
      text: 'See below.',
      files: [{ type: 'message/rfc822', bytes: forwarded }],
    }),
    emailWithFiles({
      from: 'Otto Outlook <otto@outlook.example>',
      subject: 'Packed by Outlook',
      text: 'See the attachment.',
      files: [
        {
          type: 'application/ms-tnef',
          name: 'winmail.dat',
          bytes: winmail({
            text: 'Packed words',
            files: [
              { name: '..\\..\\plan.pdf', bytes: pdf },
              { name: 'tool.exe', bytes: program },
            ],
          }),
        },
      ],
    }),
  ])
  parley = await launchParley()
  await addMailbox(parley.window, {
    address: dovecot.user.name,
    password: dovecot.user.password,
    imapPort: dovecot.port,
  })
  await openConversations(parley.window)
  await conversationRow(parley.window, 'Packed by Outlook').waitFor()
})
afterAll(async () => {
  await parley?.close()
  await dovecot?.stop()
  await temp?.remove()
})
afterEach(async () => {
  if ((await parley.window.getByTestId('preview').count()) > 0) await parley.window.keyboard.press('Escape')
})

test('R-53: an invitation is a card to read, says who really organises, and is answered by nobody', async () => {
  const { window } = parley
  await openConversation(window, 'Please come')
  const card = window.getByTestId('event-card')
  await card.waitFor()
  const words = await card.innerText()
  expect(words).toContain('Spring workshop')
  expect(words).toContain('Invitation')
  expect(words).toContain('Room East')
  expect(words).toContain('Every week')
  expect(words).toContain('The organiser is not who sent this email: mallory@elsewhere.example')
  expect(words).not.toMatch(/fetch-me|bin\/sh/)
  await chip(parley, 'invite.ics').waitFor()
})

test('R-53: every invitation of a mail is a card, whatever they are called; the same one sent twice is one', async () => {
  const { window } = parley
  await openConversation(window, 'Two dates')
  const cards = window.getByTestId('event-card')
  await expect.poll(() => cards.count()).toBe(2)
  expect(await cards.first().innerText()).toContain('Spring workshop')
  expect(await cards.last().innerText()).toContain('Summer workshop')
  await expect.poll(() => chip(parley, 'invite.ics').count()).toBe(2)
})

test('R-53: a mail that is an invitation and nothing else is the card, not its source', async () => {
  const { window } = parley
  await openConversation(window, 'A calendar alone')
  await window.getByTestId('event-card').getByText('Spring workshop').waitFor()
  expect(await window.getByTestId('email-card').innerText()).not.toContain('BEGIN:')
})

test('R-63: nine hundred files are shown, a few at a time, and the window never stands still', async () => {
  const { window } = parley
  await openConversation(window, 'Nine hundred files')
  await window.evaluate(watchGaps)
  const more = window.getByRole('button', { name: /^Show \d+ more files?$/ })
  const gaps: number[] = []
  while ((await more.count()) > 0) {
    await window.evaluate(takeLongestGap)
    const before = await chip(parley, 'file-').count()
    await more.click()
    await expect.poll(() => chip(parley, 'file-').count()).toBeGreaterThan(before)
    gaps.push(await window.evaluate(takeLongestGap))
  }
  expect(await chip(parley, 'file-').count()).toBe(900)
  // The last ones cost no more than the first; one of them may meet another program.
  expect(gaps.slice(-8).toSorted((a, b) => a - b)[4]).toBeLessThan(200)
})

test('one Escape closes a preview also where a button in it shows its name', async () => {
  const { window } = parley
  await openConversation(window, 'Two notes')
  await chip(parley, 'one.txt').getByRole('button', { name: 'Show one.txt' }).click()
  const preview = window.getByTestId('preview')
  await preview.getByRole('button', { name: 'Next' }).hover()
  await window.getByText('Next', { exact: true }).waitFor()
  await preview.getByRole('button', { name: 'Next' }).focus()
  await window.keyboard.press('Escape')
  await preview.waitFor({ state: 'detached', timeout: 5_000 })
})

test('R-53: an address card is a card to read', async () => {
  const { window } = parley
  await openConversation(window, 'My card')
  const card = window.getByTestId('contact-card')
  await card.waitFor()
  expect(await card.innerText()).toContain('Cards, Ltd')
  expect(await card.innerText()).toContain('carl@card.example')
  await card.getByRole('button', { name: 'Copy address' }).click()
  expect(await parley.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('carl@card.example')
})

test('a forwarded email is read in place, and its files are files', async () => {
  const { window } = parley
  await openConversation(window, 'An email for you')
  await window.getByRole('button', { name: /^Show the forwarded email/ }).click()
  const email = window.getByTestId('forwarded-email')
  await email.waitFor()
  const words = await email.innerText()
  expect(words).toContain('Inner Person <inner@forwarded.example>')
  expect(words).toContain('Words of the inner email.')
  await email.getByTestId('event-card').getByText('Spring workshop').waitFor()
  const target = join(temp.path, 'inside.png')
  await download(parley, 'inside.png', target)
  await expect.poll(() => readIfThere(target)?.equals(photo)).toBe(true)
  await chip(parley, 'inside.png').getByRole('button', { name: 'Show inside.png' }).click()
  await window.getByTestId('preview-image').waitFor()
})

test('R-54: winmail.dat is unpacked for reading, by the same rules', async () => {
  const { window } = parley
  await openConversation(window, 'Packed by Outlook')
  const inside = window.getByRole('list', { name: 'In winmail.dat' })
  await inside.getByText('plan.pdf').waitFor()
  const target = join(temp.path, 'unpacked.pdf')
  await download(parley, 'plan.pdf', target)
  await expect.poll(() => readIfThere(target)?.equals(pdf)).toBe(true)
  expect(await chip(parley, 'tool.exe').getByRole('button', { name: 'Open', exact: true }).count()).toBe(0)
})

test('R-54: a file that stands as letters inside the text is a file', async () => {
  await openConversation(parley.window, 'As it was before MIME')
  await chip(parley, 'cat.txt').waitFor()
  const target = join(temp.path, 'cat.txt')
  await download(parley, 'cat.txt', target)
  await expect.poll(() => readIfThere(target)?.toString()).toBe('Cat')
})

test('R-39: a PDF whose viewer dies is said to be unshowable, and the window lives on', async () => {
  const { app, window } = parley
  await openConversation(window, 'Packed by Outlook')
  await chip(parley, 'plan.pdf').getByRole('button', { name: 'Show plan.pdf' }).click()
  await window.getByTestId('preview-pdf').waitFor()
  const crash = () =>
    app.evaluate(({ webContents }) => {
      const shown = webContents.getAllWebContents().find(one => one.getURL().startsWith('preview://p/'))
      shown?.forcefullyCrashRenderer()
      return shown !== undefined
    })
  await expect.poll(crash, { timeout: 15_000 }).toBe(true)
  await window.getByText('This PDF can’t be shown here').waitFor()
})

test('R-04: what is no attachment is refused by each function of the bridge', async () => {
  const answers = await parley.window.evaluate(async () => {
    const { parley: bridge } = window
    const functions = [
      bridge.openAttachment,
      bridge.downloadAttachment,
      bridge.downloadAttachments,
      bridge.cancelAttachment,
      bridge.dragAttachment,
      bridge.previewAttachment,
      bridge.placePreview,
    ] as unknown as ((junk: unknown) => Promise<{ ok: boolean; error?: { code: string } }>)[]
    const junk = [
      null,
      7,
      'id',
      [{}],
      {},
      { attachmentId: '../x' },
      { attachmentId: 'x'.repeat(65) },
      { attachmentId: 'a', entry: [-1] },
      { attachmentId: 'a', entry: 'x' },
      { attachmentId: 'a', entry: [1, 1, 1, 1, 1, 1, 1, 1, 1] },
      { attachmentId: 'a', path: '/etc/passwd' },
      { x: 1, y: 1, width: Number.NaN, height: 1 },
    ]
    const codes = new Set<string | undefined>()
    for (const ask of functions) for (const value of junk) codes.add((await ask(value)).error?.code)
    return [...codes]
  })
  expect(answers).toEqual(['invalid-request'])
})
