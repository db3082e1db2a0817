import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  getAccount,
  insertAccount,
  listAccounts,
  type NewAccount,
  ownAddressKeys,
  removeAccount,
  removeSomeMail,
  setAccountPaused,
  setTlsSeen,
  updateAccount,
} from './accounts.ts'
import { conversationCounts } from './conversations.ts'
import {
  addTestAccount,
  addTestConversation,
  createTestStore,
  deliver,
  noon,
  type TestStore,
  testEmail,
} from './test-store.ts'

const shop: NewAccount = {
  kind: 'imap',
  name: 'Shop',
  address: 'Me@Shop.example',
  imap: { host: 'imap.shop.example', port: 993, security: 'tls', user: 'me' },
  smtp: { host: 'smtp.shop.example', port: 465, security: 'tls', user: 'me' },
  bodyWindow: 'year',
  identities: [
    { name: 'Shop', address: 'Me@Shop.example', addressKey: 'me@shop.example' },
    { name: 'Sales', address: 'sales@shop.example', addressKey: 'sales@shop.example' },
  ],
  createdAt: noon,
}

let test: TestStore
beforeEach(() => {
  test = createTestStore()
})
afterEach(() => test.remove())

describe('accounts', () => {
  it('come back as they were stored', () => {
    const id = test.store.write(w => insertAccount(w, shop))
    expect(getAccount(test.store.reader, id)).toMatchObject({
      id,
      kind: 'imap',
      imap: shop.imap,
      smtp: shop.smtp,
      bodyWindow: 'year',
      paused: false,
      tlsSeen: false,
      lastSyncedAt: null,
      emailCount: 0,
      identities: [
        { name: 'Shop', address: 'Me@Shop.example' },
        { name: 'Sales', address: 'sales@shop.example' },
      ],
    })
    expect([...ownAddressKeys(test.store.reader)].sort()).toEqual(['me@shop.example', 'sales@shop.example'])
  })

  it('keep the ids of identities whose address stays', () => {
    const id = test.store.write(w => insertAccount(w, shop))
    const before = getAccount(test.store.reader, id).identities
    const identities = [...shop.identities].reverse().map(identity => ({ ...identity, name: 'New name' }))
    test.store.write(w => updateAccount(w, id, { ...shop, smtp: null, identities }))
    const after = getAccount(test.store.reader, id)
    expect(after.smtp).toBeNull()
    expect(after.identities.map(identity => identity.id)).toEqual(
      before.map(identity => identity.id).reverse(),
    )
  })

  it('remember having been paused and having used TLS', () => {
    const id = test.store.write(w => insertAccount(w, shop))
    test.store.write(w => {
      setAccountPaused(w, id, true)
      setTlsSeen(w, id)
    })
    expect(getAccount(test.store.reader, id)).toMatchObject({ paused: true, tlsSeen: true })
  })

  it('that are not there are reported as not found', () => {
    expect(() => getAccount(test.store.reader, 'nobody')).toThrowError('not-found')
    expect(() => test.store.write(w => updateAccount(w, 'nobody', shop))).toThrowError('not-found')
  })

  it('take everything of theirs along when removed, and nothing of others', () => {
    const [mine, other] = test.store.write(
      w => [addTestAccount(w), addTestAccount(w, 'you@shop.example')] as const,
    )
    test.store.write(w => {
      for (const account of [mine, other]) {
        for (let n = 0; n < 5; n += 1) {
          const { key } = addTestConversation(w, account)
          deliver(w, testEmail(account, key, { text: 'zebra' }), [{ mailbox: account.mailboxes.inbox }])
        }
      }
    })
    expect(test.store.write(w => removeSomeMail(w, mine.id, 2))).toBe(true)
    test.store.write(w => removeAccount(w, mine.id))
    expect(listAccounts(test.store.reader).map(account => account.id)).toEqual([other.id])
    expect(conversationCounts(test.store.reader).total).toBe(5)
    const { reader } = test.store
    const count = (table: string) =>
      reader.prepare<{ n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n
    expect(count('email')).toBe(5)
    expect(count('contact')).toBe(1)
    const hits = (table: string, word: string) =>
      reader.prepare(`SELECT rowid FROM ${table} WHERE ${table} MATCH ?`).all(word).length
    expect(hits('email_fts', 'zebra')).toBe(5)
    expect(hits('conversation_fts', '"ada"')).toBe(5)
  })
})
