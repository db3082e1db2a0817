import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'
import type { FaultRule } from './fault-rules.ts'

/** A client that collects what it gets until the connection ends, one way or another. */
function dial(port: number) {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  let text = ''
  let end: 'end' | 'error' | undefined
  socket.on('data', chunk => {
    text += chunk.toString('latin1')
  })
  socket.on('error', () => {
    end = 'error'
  })
  socket.on('end', () => {
    end ??= 'end'
  })
  return {
    socket,
    say: (line: string) => socket.write(line),
    heard: () => text,
    ended: () => end,
    hears: (wanted: string) => expect.poll(() => text).toContain(wanted),
  }
}

describe('the fault proxy', () => {
  let server: Server
  let port = 0
  let proxy: FaultProxy | undefined
  const sockets = new Set<Socket>()
  const received: Buffer[] = []

  beforeEach(async () => {
    received.length = 0
    server = createServer(socket => {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('data', chunk => {
        received.push(chunk)
        socket.write(chunk)
      })
      socket.write('* OK [CAPABILITY IMAP4rev1 STARTTLS IDLE] ready\r\n')
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    port = typeof address === 'object' && address ? address.port : 0
  })
  afterEach(async () => {
    await proxy?.stop()
    for (const socket of sockets) socket.destroy()
    await new Promise<void>(resolve => server.close(() => resolve()))
  })

  const start = async (...rules: readonly FaultRule[]) => {
    proxy = await startFaultProxy({ port, rules, seed: 7 })
    return dial(proxy.port)
  }

  it('passes bytes unchanged where no rule is set', async () => {
    const client = await start()
    client.say('hello\r\n')
    await client.hears('hello\r\n')
    expect(proxy?.wire('to-server')).toBe('hello\r\n')
    expect(proxy?.connections()).toBe(1)
  })

  it('cuts at the byte', async () => {
    const client = await start({ direction: 'to-client', afterBytes: 10, fault: { kind: 'cut' } })
    await expect.poll(client.ended).toBe('end')
    expect(client.heard()).toBe('* OK [CAPA')
  })

  it('resets', async () => {
    const client = await start({ direction: 'to-server', match: /LOGIN/, fault: { kind: 'reset' } })
    await client.hears('ready')
    client.say('a LOGIN x y\r\n')
    await expect.poll(client.ended).toBe('error')
    expect(Buffer.concat(received).toString()).toBe('')
  })

  it('closes one direction only', async () => {
    const client = await start({ direction: 'to-client', afterBytes: 4, fault: { kind: 'half-close' } })
    await expect.poll(client.ended).toBe('end')
    client.say('still here\r\n')
    await expect.poll(() => Buffer.concat(received).toString()).toBe('still here\r\n')
    expect(proxy?.open()).toBe(1)
  })

  it('swallows everything without a word', async () => {
    const client = await start({ direction: 'to-server', match: /IDLE/, fault: { kind: 'blackhole' } })
    await client.hears('ready')
    client.say('a NOOP\r\n')
    await client.hears('NOOP')
    client.say('b IDLE\r\n')
    await expect.poll(() => proxy?.events.some(event => event.detail === 'blackhole')).toBe(true)
    client.say('c NOOP\r\n')
    expect(Buffer.concat(received).toString()).toBe('a NOOP\r\n')
    expect(client.ended()).toBeUndefined()
  })

  it('hides a capability, drops a line and injects another', async () => {
    const client = await start(
      { direction: 'to-client', fault: { kind: 'strip-capability', name: 'STARTTLS' } },
      { direction: 'to-client', match: /secret/, fault: { kind: 'drop-line' } },
      {
        direction: 'to-client',
        match: /ready/,
        fault: { kind: 'inject-line', line: '* BYE', where: 'after' },
      },
    )
    client.say('secret\r\nopen\r\n')
    await client.hears('open\r\n')
    expect(client.heard()).toBe('* OK [CAPABILITY IMAP4rev1 IDLE] ready\r\n* BYE\r\nopen\r\n')
  })

  it('corrupts the same bytes for the same seed', async () => {
    const rule: FaultRule = { direction: 'to-client', fault: { kind: 'corrupt', bytes: 3 }, times: 1 }
    const once = await start(rule)
    await expect.poll(() => once.heard().length).toBe(49)
    await proxy?.stop()
    const again = await start(rule)
    await expect.poll(() => again.heard().length).toBe(49)
    expect(again.heard()).toBe(once.heard())
    expect(again.heard()).not.toContain('* OK [CAPABILITY IMAP4rev1 STARTTLS IDLE] ready')
  })

  it('throttles and delays', async () => {
    const client = await start(
      { direction: 'to-client', fault: { kind: 'delay', ms: 60 }, times: 1 },
      { direction: 'to-client', fault: { kind: 'throttle', bytesPerSecond: 400 } },
    )
    const startedAt = performance.now()
    await client.hears('ready\r\n')
    expect(performance.now() - startedAt).toBeGreaterThan(150)
  })

  it('refuses new connections until told otherwise', async () => {
    const first = await start()
    await first.hears('ready')
    proxy?.refuse(true)
    const second = dial(proxy?.port ?? 0)
    await expect.poll(second.ended).toBe('error')
    proxy?.refuse(false)
    const third = dial(proxy?.port ?? 0)
    await third.hears('ready')
    proxy?.cutAll()
    await expect.poll(third.ended).toBe('error')
  })

  it('takes a rule back', async () => {
    const client = await start()
    await client.hears('ready')
    const remove = proxy?.add({ direction: 'to-server', match: /x/, fault: { kind: 'drop-line' }, times: 1 })
    client.say('x1\r\n')
    client.say('kept\r\n')
    await client.hears('kept\r\n')
    remove?.()
    client.say('x2\r\n')
    await client.hears('x2\r\n')
    expect(client.heard()).not.toContain('x1')
  })
})
