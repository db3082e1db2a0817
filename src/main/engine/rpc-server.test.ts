import { describe, expect, it, vi } from 'vitest'
import type { EngineEvent } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import { silentLog } from '#shared/log.ts'
import type { RpcMessage } from '#shared/rpc.ts'
import { createRandom } from '#test/support/random.ts'
import { type Audience, type Handle, serveRpc } from './rpc-server.ts'

function start(handle: Handle, audience: Audience = 'shell') {
  const sent: RpcMessage[] = []
  const listeners = new Set<(event: EngineEvent) => void>()
  let receive: (data: unknown) => void = () => {}
  let hangUp: () => void = () => {}
  const stop = serveRpc({
    port: {
      post: message => {
        sent.push(structuredClone(message))
      },
      listen: (onMessage, onClose) => {
        receive = onMessage
        hangUp = onClose
      },
      close: () => {},
    },
    audience,
    handle,
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    log: silentLog,
  })
  return { sent, listeners, stop, receive: (data: unknown) => receive(data), hangUp: () => hangUp() }
}

const request = (id: number, method = 'app/info', params: unknown = {}) => ({
  kind: 'request',
  id,
  method,
  params,
})

describe('serveRpc', () => {
  it('answers a request, with its chunks before the reply', async () => {
    const rpc = start(async (method, params, { onChunk }) => {
      onChunk({ step: 1 })
      return { method, params }
    })
    rpc.receive(request(7, 'settings/get', { a: 1 }))
    await vi.waitFor(() => expect(rpc.sent).toHaveLength(2))
    expect(rpc.sent).toEqual([
      { kind: 'chunk', id: 7, chunk: { step: 1 } },
      { kind: 'reply', id: 7, ok: true, result: { method: 'settings/get', params: { a: 1 } } },
    ])
  })

  it('answers the screen in JSON', async () => {
    const rpc = start(async () => ({ rows: [1, null] }), 'screen')
    rpc.receive(request(3))
    await vi.waitFor(() =>
      expect(rpc.sent).toEqual([{ kind: 'reply', id: 3, ok: true, result: '{"rows":[1,null]}' }]),
    )
  })

  it('fires the signal of a cancelled request and answers cancelled', async () => {
    const rpc = start(
      (_method, _params, { signal }) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(new Error('stopped'))),
        ),
    )
    rpc.receive(request(1))
    rpc.receive({ kind: 'cancel', id: 1 })
    await vi.waitFor(() =>
      expect(rpc.sent).toEqual([
        { kind: 'reply', id: 1, ok: false, error: { code: 'cancelled', retry: false } },
      ]),
    )
  })

  it('keeps the text of unknown errors inside', async () => {
    const rpc = start(async () => {
      throw new Error('secret words')
    })
    rpc.receive(request(1))
    await vi.waitFor(() =>
      expect(rpc.sent).toEqual([
        { kind: 'reply', id: 1, ok: false, error: { code: 'internal', retry: false } },
      ]),
    )
  })

  it('answers internal where a result cannot be copied', async () => {
    for (const [audience, result] of [['shell', { run: () => 1 }] as const, ['screen', 1n] as const]) {
      const rpc = start(async () => result, audience)
      rpc.receive(request(1))
      await vi.waitFor(() =>
        expect(rpc.sent).toEqual([
          { kind: 'reply', id: 1, ok: false, error: { code: 'internal', retry: false } },
        ]),
      )
    }
  })

  it('ignores an id that is in use', async () => {
    const handle = vi.fn<Handle>(() => new Promise(() => {}))
    const rpc = start(handle)
    rpc.receive(request(1))
    rpc.receive(request(1))
    expect(handle).toHaveBeenCalledTimes(1)
  })

  it('refuses more than 500 running requests', () => {
    const rpc = start(() => new Promise(() => {}))
    for (let id = 0; id < 501; id += 1) rpc.receive(request(id))
    expect(rpc.sent).toMatchObject([{ id: 500, ok: false, error: { code: 'invalid-request' } }])
  })

  it('passes events on until it stops, and cancels what runs when the port closes', () => {
    const signals: AbortSignal[] = []
    const rpc = start((_method, _params, { signal }) => {
      signals.push(signal)
      return new Promise(() => {})
    })
    rpc.receive(request(1))
    const event: EngineEvent = {
      type: 'state-change',
      conversationIds: null,
      accounts: true,
      actions: false,
      settings: false,
      outbox: false,
      counts: { total: 0, active: 0, archived: 0, snoozed: 0, unread: 0 },
      newMail: [],
    }
    for (const listener of rpc.listeners) listener(event)
    expect(rpc.sent).toEqual([{ kind: 'event', event }])
    rpc.hangUp()
    expect(rpc.listeners.size).toBe(0)
    expect(signals[0]?.aborted).toBe(true)
  })

  it('survives 1,000 random messages (R-04)', async () => {
    const random = createRandom(4)
    const values: readonly (() => unknown)[] = [
      () => null,
      () => undefined,
      () => Number.NaN,
      () => -1,
      () => 1e300,
      () => random.between(0, 50),
      () => 'request',
      () => 'cancel',
      () => 'reply',
      () => '__proto__',
      () => 'constructor',
      () => 'x'.repeat(random.between(0, 200)),
      () => [],
      () => new Date(0),
      () => new Map([[1, 2]]),
      () => 10n,
      () => Symbol('s'),
      () => () => 1,
      () => true,
      () => ({ length: -1 }),
      () => ({
        get kind(): string {
          throw new Error('trap')
        },
      }),
    ]
    const rpc = start(async () => {
      throw new AppError('unknown-method')
    })
    for (let count = 0; count < 1_000; count += 1) {
      const value = () => random.pick(values)()
      const message = random.chance(0.3)
        ? value()
        : { kind: value(), id: value(), method: value(), params: value() }
      expect(() => rpc.receive(message)).not.toThrow()
    }
    rpc.receive(request(1_000_000))
    await vi.waitFor(() => expect(rpc.sent.at(-1)).toMatchObject({ id: 1_000_000, ok: false }))
    expect(rpc.sent.every(message => message.kind === 'reply')).toBe(true)
  })
})
