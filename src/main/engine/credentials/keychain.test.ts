import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createKeychain, type KeychainEntry } from './keychain.ts'
import { keychainErrorCode } from './keychain-errors.ts'

const signal = new AbortController().signal

/** A store whose answers the test gives by hand, in the order of the calls. */
function slowStore() {
  const calls: { readonly name: string; readonly answer: (secret: string | null) => void }[] = []
  const openEntry = async (_service: string, name: string): Promise<KeychainEntry> => ({
    getPassword: () => new Promise(resolve => calls.push({ name, answer: resolve })),
    setPassword: async () => {},
    deletePassword: async () => true,
  })
  return { calls, openEntry }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('createKeychain', () => {
  it('has one call in flight, in the order of asking', async () => {
    const { calls, openEntry } = slowStore()
    const keychain = createKeychain({ service: 's', openEntry, onLate: () => {} })
    const answers = Promise.all([keychain.get('a', { signal }), keychain.get('b', { signal })])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(calls.map(call => call.name)).toEqual(['a'])
    calls[0]?.answer('one')
    await vi.advanceTimersByTimeAsync(1)
    expect(calls.map(call => call.name)).toEqual(['a', 'b'])
    calls[1]?.answer(null)
    expect(await answers).toEqual(['one', null])
  })

  it('gives up after its own time-out, fails fast meanwhile, and tells when the late answer comes', async () => {
    const { calls, openEntry } = slowStore()
    const onLate = vi.fn()
    const keychain = createKeychain({ service: 's', openEntry, onLate, timeoutMs: 1_000 })
    const first = keychain.get('a', { signal })
    const expectation = expect(first).rejects.toMatchObject({ code: 'secret-store-timeout' })
    await vi.advanceTimersByTimeAsync(1_000)
    await expectation
    await expect(keychain.get('b', { signal })).rejects.toMatchObject({ code: 'secret-store-timeout' })
    expect(calls).toHaveLength(1)
    expect(onLate).not.toHaveBeenCalled()
    calls[0]?.answer('late')
    await vi.advanceTimersByTimeAsync(1)
    expect(onLate).toHaveBeenCalledTimes(1)
    const again = keychain.get('a', { signal })
    await vi.advanceTimersByTimeAsync(1)
    calls[1]?.answer('now')
    expect(await again).toBe('now')
  })

  it('leaves a cancelled question at once', async () => {
    const { openEntry } = slowStore()
    const keychain = createKeychain({ service: 's', openEntry, onLate: () => {} })
    const controller = new AbortController()
    const question = keychain.get('a', { signal: controller.signal })
    controller.abort()
    await expect(question).rejects.toMatchObject({ code: 'cancelled' })
    expect(vi.getTimerCount()).toBe(0)
  })

  it('names a store that cannot be opened as missing', async () => {
    const keychain = createKeychain({
      service: 's',
      openEntry: async () => {
        throw new Error('Platform failure: DBus error: no bus')
      },
      onLate: () => {},
    })
    await expect(keychain.get('a', { signal })).rejects.toMatchObject({
      code: 'secret-store-missing',
      detail: undefined,
    })
  })
})

describe('keychainErrorCode', () => {
  it.each([
    ["Couldn't access platform storage: Secret Service: unlock prompt was dismissed", 'secret-store-locked'],
    ['Cannot create an item in a locked collection', 'secret-store-locked'],
    ['User interaction is not allowed.', 'secret-store-locked'],
    ["Couldn't access platform storage: Secret Service: no result found", 'secret-store-missing'],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'secret-store-missing'],
    [
      'Platform failure: DBus error: Using X11 for dbus-daemon autolaunch was disabled',
      'secret-store-missing',
    ],
  ])('reads %j', (message, code) => {
    expect(keychainErrorCode(new Error(message))).toBe(code)
  })
})
