import { afterEach, beforeEach, expect, test } from 'vitest'
import { AppError } from '#shared/errors.ts'
import { systemClock } from '#shared/time.ts'
import { type FakeImap, startFakeImap } from '#test/support/fake-imap.ts'
import { type Connections, createConnections } from './connections.ts'
import { createLoginGate } from './login-gate.ts'

let fake: FakeImap
let connections: Connections
let asked: number

beforeEach(async () => {
  fake = await startFakeImap()
  asked = 0
  connections = createConnections({
    gate: createLoginGate({ clock: systemClock }),
    clock: systemClock,
    onSignedIn: () => {},
    target: async ({ signal }) => {
      asked += 1
      // The first one waits for a prompt of the keychain that nobody answers.
      if (asked === 1)
        await new Promise((_, reject) =>
          signal.addEventListener('abort', () => reject(new AppError('cancelled'))),
        )
      const server = { host: '127.0.0.1', port: fake.port, security: 'none', user: 'me' } as const
      return { server, password: 'secret' }
    },
  })
})
afterEach(async () => {
  connections.close()
  await fake.stop()
})

test('who joined an opening gets a connection although the one who began it has left', async () => {
  const first = new AbortController()
  const second = new AbortController()
  const left = connections.get('interactive', { signal: first.signal })
  const stayed = connections.get('interactive', { signal: second.signal })
  first.abort(new AppError('cancelled'))
  await expect(left).rejects.toThrow()
  expect((await stayed).isOpen()).toBe(true)
  expect(asked).toBe(2)
})
