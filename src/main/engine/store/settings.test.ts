import { afterEach, beforeEach, expect, test } from 'vitest'
import { changeSettings, getSettings, trustLinkHost } from './settings.ts'
import { createTestStore, type TestStore } from './test-store.ts'

let store: TestStore
beforeEach(() => {
  store = createTestStore()
})
afterEach(() => store.remove())

const hosts = () => getSettings(store.store.reader).trustedLinkHosts

test('R-17: the screen can take trust in a host back, and can’t give it', () => {
  const { write } = store.store
  write(w => trustLinkHost(w, 'shop.example'))
  write(w => trustLinkHost(w, 'bank.example'))
  write(w => trustLinkHost(w, 'shop.example'))
  expect(hosts()).toEqual(['shop.example', 'bank.example'])
  expect(() =>
    write(w => changeSettings(w, { trustedLinkHosts: ['shop.example', 'evil.example'] })),
  ).toThrowError('trustedLinkHosts')
  expect(hosts()).toEqual(['shop.example', 'bank.example'])
  write(w => changeSettings(w, { trustedLinkHosts: ['bank.example'], theme: 'dark' }))
  expect(hosts()).toEqual(['bank.example'])
  expect(getSettings(store.store.reader).theme).toBe('dark')
})
