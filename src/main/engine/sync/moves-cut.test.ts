import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '#engine/store/database.ts'
import { createTestStore, type TestStore } from '#engine/store/test-store.ts'
import type { ModelServerOptions } from '#test/support/imap-model-server.ts'
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

/** An account with work in the queue: flags and moves across each other, beside mail that the user marked `\Deleted`. */
async function busyAccount(capabilities: ModelServerOptions['capabilities']): Promise<MovingAccount> {
  const account = server.account({ capabilities: capabilities ?? [] })
  for (const id of ['read@x', 'gone@x', 'twice@x', 'back@x']) account.deliver('INBOX', id, ['\\Flagged'])
  account.deliver('INBOX', 'marked@x', ['\\Deleted'])
  await account.round()
  account.mark('read@x', true)
  account.wish('read@x', 'archive')
  account.wish('gone@x', 'trash')
  account.wish('twice@x', 'archive')
  account.wish('twice@x', 'trash')
  account.mark('twice@x', true)
  account.wish('back@x', 'archive')
  account.unwish('back@x')
  return account
}

/** What a person expects on the server, whatever happened on the way: each message once, with its flags. */
const wanted = {
  Archive: { 'read@x': '\\Flagged \\Seen' },
  INBOX: { 'back@x': '\\Flagged', 'marked@x': '\\Deleted' },
  Trash: { 'gone@x': '\\Flagged', 'twice@x': '\\Flagged \\Seen' },
}

function onServer({ model }: MovingAccount): Record<string, Record<string, string>> {
  const found: Record<string, Record<string, string>> = {}
  for (const [name, { messages }] of model.mailboxes) {
    for (const { messageId, flags } of messages.values()) {
      const mailbox = found[name] ?? {}
      if (mailbox[messageId] !== undefined) throw new Error(`${messageId} is twice in ${name}`)
      mailbox[messageId] = [...flags].sort().join(' ')
      found[name] = mailbox
    }
  }
  return found
}

/** In the list all is as the user wished it, at any moment. */
function checkList(account: MovingAccount): void {
  const places = ['read@x', 'gone@x', 'twice@x', 'back@x'].map(id => account.placesHere(id))
  expect(places.map(roles => [...new Set(roles)])).toEqual([['archive'], ['trash'], ['trash'], ['inbox']])
}

async function expectSettled(account: MovingAccount): Promise<void> {
  checkList(account)
  await account.settle()
  expect(onServer(account)).toEqual(wanted)
  checkList(account)
  expect([account.openJobs(), account.failedJobs()]).toEqual([0, 0])
  await account.close()
}

/** A store that dies at its n-th transaction from now on, before or after the commit, and stays dead. */
function dyingStore(
  store: Store,
  at: number,
  when: 'before' | 'after',
): { readonly store: Store; died: () => boolean } {
  let written = 0
  const dead = () => new Error('killed')
  return {
    died: () => written >= at,
    store: {
      ...store,
      write: act => {
        written += 1
        if (written > at || (written === at && when === 'before')) throw dead()
        const result = store.write(act)
        if (written === at) throw dead()
        return result
      },
    },
  }
}

describe.each([
  ['MOVE and UIDPLUS', ['MOVE', 'UIDPLUS']],
  ['MOVE alone', ['MOVE']],
  ['UIDPLUS alone', ['UIDPLUS']],
  ['neither', []],
] as const)('F-02: on a server with %s', { timeout: 120_000 }, (_name, capabilities) => {
  it('a line that is cut before or after any command costs nothing and makes no second copy', async () => {
    let cuts = 0
    for (let at = 1; ; at += 1) {
      const account = await busyAccount(capabilities)
      let seen = 0
      server.change({
        fault: () => {
          seen += 1
          return seen === at ? 'cut' : undefined
        },
      })
      await account.round().catch(() => undefined)
      server.change({ fault: () => undefined })
      await expectSettled(account)
      if (seen < at) break
      cuts += 1
    }
    expect(cuts).toBeGreaterThan(30)
  })

  it.each(['before', 'after'] as const)(
    'a death %s any transaction costs nothing and makes no second copy',
    async when => {
      let deaths = 0
      for (let at = 1; ; at += 1) {
        const account = await busyAccount(capabilities)
        const dying = dyingStore(kept.store, at, when)
        await account.round(dying.store).catch(() => undefined)
        await expectSettled(account)
        if (!dying.died()) break
        deaths += 1
      }
      expect(deaths).toBeGreaterThan(10)
    },
  )
})
