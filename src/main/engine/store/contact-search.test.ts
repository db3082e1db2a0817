import { afterEach, beforeEach, expect, it } from 'vitest'
import { findContacts } from './contact-search.ts'
import { ensureContact } from './contacts.ts'
import { addTestAccount, addTestConversation, createTestStore, noon, type TestStore } from './test-store.ts'

let test: TestStore
beforeEach(() => {
  test = createTestStore()
  test.store.write(w => {
    for (const [name, address] of [
      ['Ada Lund', 'Ada@lund.example'],
      ['Bo Ådal', 'bo@aadal.example'],
      ['', 'info_desk@shop.example'],
      ['Øyvind Adams', 'oyvind@x.example'],
    ] as const)
      ensureContact(w, { name, address, addressKey: address.toLowerCase() }, noon)
  })
})
afterEach(() => test.remove())

const found = (text: string) => findContacts(test.store.reader, text).map(({ address }) => address)

it('finds people by the beginning of a name, of a word of it, or of an address', () => {
  expect(found('ada')).toEqual(['Ada@lund.example', 'oyvind@x.example'])
  expect(found('LUND')).toEqual(['Ada@lund.example'])
  expect(found('bo@')).toEqual(['bo@aadal.example'])
  expect(found('øy')).toEqual(['oyvind@x.example'])
  expect(found('ådal')).toEqual(['bo@aadal.example'])
})

it('takes signs of its own language as they are', () => {
  expect(found('%')).toEqual([])
  expect(found('info_')).toEqual(['info_desk@shop.example'])
  expect(found('i_fo')).toEqual([])
  expect(found('  ')).toEqual([])
})

it('puts first whom mail was exchanged with last', () => {
  test.store.write(w => {
    const seen = { name: 'Øyvind Adams', address: 'oyvind@x.example', addressKey: 'oyvind@x.example' }
    addTestConversation(w, addTestAccount(w), { contactKey: ensureContact(w, seen, noon).key })
  })
  expect(found('ada')).toEqual(['oyvind@x.example', 'Ada@lund.example', 'ada@customer.example'])
})
