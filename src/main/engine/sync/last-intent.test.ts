import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestStore, type TestStore } from '#engine/store/test-store.ts'
import type { MailboxRole } from '#shared/account.ts'
import type { ImapModel } from '#test/support/imap-model.ts'
import { type MovingAccount, startMovingServer } from '#test/support/moving-account.ts'

let kept: TestStore
let server: Awaited<ReturnType<typeof startMovingServer>>

beforeAll(async () => {
  kept = createTestStore()
  server = await startMovingServer(kept.store)
})
afterAll(async () => {
  await server.stop()
  kept.remove()
})

const id = 'mail@x.example'

/** What another client did, as it finds the mail. */
const deeds: Readonly<Record<string, (model: ImapModel) => void>> = {
  nothing: () => undefined,
  'moved it to Archive': model => moveTo(model, 'Archive'),
  'moved it to Projects': model => moveTo(model, 'Projects'),
  'moved it to Trash': model => moveTo(model, 'Trash'),
  'called it junk': model => moveTo(model, 'Junk'),
  'moved it to INBOX': model => moveTo(model, 'INBOX'),
  'moved it away and back': model => {
    const [home] = model.places(id)
    moveTo(model, 'Projects')
    moveTo(model, home?.mailbox ?? 'INBOX')
  },
  'expunged it': model => {
    for (const { mailbox, uid } of model.places(id)) model.remove(mailbox, [uid])
  },
  'copied it to Projects': model => {
    for (const { mailbox, uid } of model.places(id)) model.copy(mailbox, [uid], 'Projects')
  },
}

function moveTo(model: ImapModel, mailbox: string): void {
  for (const place of model.places(id))
    if (place.mailbox !== mailbox) model.move(place.mailbox, [place.uid], mailbox)
}

type Row = readonly [home: string, wish: MailboxRole, deed: keyof typeof deeds, ends: readonly string[]]

/** F-33: the last intent wins as far as it still says something; nothing deleted comes back. */
const table: readonly Row[] = [
  ['INBOX', 'archive', 'nothing', ['Archive']],
  ['INBOX', 'archive', 'moved it to Archive', ['Archive']],
  ['INBOX', 'archive', 'moved it to Projects', ['Projects']],
  ['INBOX', 'archive', 'moved it to Trash', ['Trash']],
  ['INBOX', 'archive', 'called it junk', ['Junk']],
  ['INBOX', 'archive', 'moved it away and back', ['Archive']],
  ['INBOX', 'archive', 'expunged it', []],
  ['INBOX', 'archive', 'copied it to Projects', ['Archive', 'Projects']],
  ['INBOX', 'trash', 'nothing', ['Trash']],
  ['INBOX', 'trash', 'moved it to Archive', ['Trash']],
  ['INBOX', 'trash', 'moved it to Projects', ['Trash']],
  ['INBOX', 'trash', 'moved it to Trash', ['Trash']],
  ['INBOX', 'trash', 'called it junk', ['Junk']],
  ['INBOX', 'trash', 'moved it away and back', ['Trash']],
  ['INBOX', 'trash', 'expunged it', []],
  ['Archive', 'inbox', 'nothing', ['INBOX']],
  ['Archive', 'inbox', 'moved it to INBOX', ['INBOX']],
  ['Archive', 'inbox', 'moved it to Projects', ['INBOX']],
  ['Archive', 'inbox', 'moved it to Trash', ['Trash']],
  ['Archive', 'inbox', 'called it junk', ['Junk']],
  ['Archive', 'inbox', 'moved it away and back', ['INBOX']],
  ['Archive', 'inbox', 'expunged it', []],
  ['Trash', 'inbox', 'nothing', ['INBOX']],
  ['Trash', 'inbox', 'moved it to INBOX', ['INBOX']],
  ['Trash', 'inbox', 'moved it to Archive', ['INBOX']],
  ['Trash', 'inbox', 'called it junk', ['Junk']],
  ['Trash', 'inbox', 'expunged it', []],
  ['Projects', 'trash', 'moved it to Archive', ['Trash']],
  ['Sent', 'trash', 'nothing', ['Trash']],
]

const roleOf: Readonly<Record<string, MailboxRole>> = {
  INBOX: 'inbox',
  Archive: 'archive',
  Projects: 'none',
  Trash: 'trash',
  Junk: 'junk',
  Sent: 'sent',
}

const placesThere = ({ model }: MovingAccount) =>
  model
    .places(id)
    .map(({ mailbox }) => mailbox)
    .sort()

describe.each([
  ['MOVE and UIDPLUS', ['MOVE', 'UIDPLUS']],
  ['neither', []],
] as const)('F-33: on a server with %s', (_name, capabilities) => {
  it.each(table)('mail of %s wished to %s, when others %s, ends in %j', async (home, wish, deed, ends) => {
    const account = server.account({ capabilities })
    account.deliver(home, id)
    await account.round()
    account.wish(id, wish)
    deeds[deed]?.(account.model)
    await account.settle()
    expect(placesThere(account)).toEqual(ends)
    expect(account.placesHere(id)).toEqual(ends.map(name => roleOf[name]).sort())
    expect([account.openJobs(), account.failedJobs()]).toEqual([0, 0])
    await account.close()
  })

  it.each(Object.keys(deeds).filter(deed => deed !== 'expunged it'))(
    'a mark as read goes with the mail when others %s',
    async deed => {
      const account = server.account({ capabilities })
      account.deliver('INBOX', id)
      await account.round()
      account.mark(id, true)
      deeds[deed]?.(account.model)
      await account.settle()
      const [place] = account.model.places(id)
      const message = account.model.mailboxes.get(place?.mailbox ?? '')?.messages.get(place?.uid ?? 0)
      expect([...(message?.flags ?? [])]).toEqual(['\\Seen'])
      await account.close()
    },
  )
})
