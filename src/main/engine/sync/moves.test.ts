import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestStore, type TestStore } from '#engine/store/test-store.ts'
import type { ModelCapability } from '#test/support/imap-model-server.ts'
import { startMovingServer } from '#test/support/moving-account.ts'

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

const sets: readonly (readonly [string, readonly ModelCapability[]])[] = [
  ['MOVE and UIDPLUS', ['MOVE', 'UIDPLUS']],
  ['MOVE alone', ['MOVE']],
  ['UIDPLUS alone', ['UIDPLUS']],
  ['neither', []],
]

describe.each(sets)('on a server with %s', (_name, capabilities) => {
  it('moves an email, keeps its row and its flags, and announces nothing', async () => {
    const account = server.account({ capabilities })
    account.deliver('INBOX', 'a@x.example', ['\\Flagged'])
    await account.round()
    const fetched = () => server.commands.filter(({ args }) => /BODY\.PEEK\[\]<0\.32768>/.test(args)).length
    const before = fetched()
    account.mark('a@x.example', true)
    account.wish('a@x.example', 'archive')
    expect(account.placesHere('a@x.example')).toEqual(['archive'])
    await account.settle()
    expect(account.model.places('a@x.example')).toMatchObject([{ mailbox: 'Archive' }])
    const [message] = account.model.mailboxes.get('Archive')?.messages.values() ?? []
    expect([...(message?.flags ?? [])].sort()).toEqual(['\\Flagged', '\\Seen'])
    expect(account.placesHere('a@x.example')).toEqual(['archive'])
    expect(account.openJobs()).toBe(0)
    expect(fetched()).toBe(before)
    expect(account.announced).toEqual([])
    await account.close()
  })
})
