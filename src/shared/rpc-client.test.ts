import { expect, test } from 'vitest'
import type { RpcMessage } from './rpc.ts'
import { createRpcClient } from './rpc-client.ts'

test('requests made before the port is there go out in order once it is', async () => {
  const sent: RpcMessage[] = []
  const client = createRpcClient({ onEvent: () => {} })
  const first = client.request('a', 1)
  client.request('b', 2)
  client.connect(message => sent.push(message))
  expect(sent.map(m => (m.kind === 'request' ? m.method : m.kind))).toEqual(['a', 'b'])
  client.receive({ kind: 'reply', id: 1, ok: true, result: 'x' })
  expect(await first.answer).toEqual({ ok: true, result: 'x' })
})

test('a port that goes away fails what it owed, and keeps what was not sent', async () => {
  const client = createRpcClient({ onEvent: () => {} })
  client.connect(() => {})
  const owed = client.request('a', null)
  client.disconnect()
  expect(await owed.answer).toEqual({ ok: false, error: { code: 'engine-restarted', retry: true } })
  const sent: RpcMessage[] = []
  client.request('b', null)
  client.connect(message => sent.push(message))
  expect(sent).toHaveLength(1)
})

test('a permanent failure is sticky and reaches every waiting request', async () => {
  const client = createRpcClient({ onEvent: () => {} })
  const waiting = client.request('a', null)
  client.fail({ code: 'store-newer', retry: false })
  expect(await waiting.answer).toMatchObject({ ok: false, error: { code: 'store-newer' } })
  expect(await client.request('b', null).answer).toMatchObject({ ok: false, error: { code: 'store-newer' } })
})

test('cancelling answers at once and tells the other side', async () => {
  const sent: RpcMessage[] = []
  const client = createRpcClient({ onEvent: () => {} })
  client.connect(message => sent.push(message))
  const handle = client.request('a', null)
  handle.cancel()
  expect(await handle.answer).toMatchObject({ ok: false, error: { code: 'cancelled' } })
  expect(sent.at(-1)).toEqual({ kind: 'cancel', id: 1 })
})

test('chunks arrive before the answer', async () => {
  const chunks: unknown[] = []
  const client = createRpcClient({ onEvent: () => {} })
  client.connect(() => {})
  const handle = client.request('a', null, { onChunk: chunk => chunks.push(chunk) })
  client.receive({ kind: 'chunk', id: 1, chunk: 'one' })
  client.receive({ kind: 'reply', id: 1, ok: true, result: null })
  await handle.answer
  client.receive({ kind: 'chunk', id: 1, chunk: 'late' })
  expect(chunks).toEqual(['one'])
})
