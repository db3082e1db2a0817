import { connect, createServer, type Socket } from 'node:net'
import { changeLine, corruptBytes, type Direction, type FaultRule, isLineFault } from './fault-rules.ts'
import { createRandom } from './random.ts'

export type FaultProxyOptions = {
  readonly port: number
  readonly host?: string
  readonly rules?: readonly FaultRule[]
  readonly seed?: number
  /** Sees each chunk right before it leaves the proxy. */
  readonly onChunk?: (direction: Direction, chunk: Buffer, connection: number) => void
}

export type ProxyEvent = {
  readonly connection: number
  readonly what: 'open' | 'close' | 'fault'
  readonly detail: string
}

/** A TCP relay on loopback that fails on command. */
export type FaultProxy = {
  readonly port: number
  readonly events: readonly ProxyEvent[]
  /** Connections accepted so far. */
  connections(): number
  /** Connections that are open now. */
  open(): number
  /** The bytes that left the proxy in a direction, over all connections, up to 1 MB. */
  wire(direction: Direction): string
  /** Adds a rule while running; the answer takes it away again. */
  add(rule: FaultRule): () => void
  clear(): void
  /** Ends what is open now. */
  cutAll(how?: 'cut' | 'reset'): void
  /** From now on new connections are reset at once, until called with false. */
  refuse(refusing: boolean): void
  stop(): Promise<void>
}

type ActiveRule = FaultRule & { fired: number; readonly thresholds: Map<number, number> }

const wireLimit = 1_000_000

/** Starts a proxy in front of a server on loopback. */
export async function startFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  const random = createRandom(options.seed ?? 1)
  const rules = new Set<ActiveRule>()
  const events: ProxyEvent[] = []
  const wires: Record<Direction, Buffer[]> = { 'to-server': [], 'to-client': [] }
  const wireSizes: Record<Direction, number> = { 'to-server': 0, 'to-client': 0 }
  const live = new Set<Link>()
  let accepted = 0
  let refusing = false

  const add = (rule: FaultRule) => {
    const active: ActiveRule = { ...rule, fired: 0, thresholds: new Map() }
    rules.add(active)
    return () => void rules.delete(active)
  }
  for (const rule of options.rules ?? []) add(rule)

  const keep = (direction: Direction, chunk: Buffer) => {
    if (wireSizes[direction] > wireLimit) return
    wires[direction].push(chunk)
    wireSizes[direction] += chunk.length
  }

  /** The byte count from which a rule applies to a connection. */
  const threshold = (rule: ActiveRule, connection: number) => {
    const known = rule.thresholds.get(connection)
    if (known !== undefined) return known
    const { afterBytes = 0 } = rule
    const drawn = typeof afterBytes === 'number' ? afterBytes : random.between(afterBytes.from, afterBytes.to)
    rule.thresholds.set(connection, drawn)
    return drawn
  }

  const applies = (rule: ActiveRule, link: Link, direction: Direction, data: Buffer, passed: number) =>
    rule.direction === direction &&
    (rule.connection === undefined || rule.connection === link.number) &&
    (rule.times === undefined || rule.fired < rule.times) &&
    passed + data.length > threshold(rule, link.number) &&
    (rule.match === undefined || rule.match.test(data.toString('latin1')))

  const fire = (rule: ActiveRule, link: Link) => {
    rule.fired += 1
    events.push({ connection: link.number, what: 'fault', detail: rule.fault.kind })
  }

  const server = createServer({ allowHalfOpen: true }, client => {
    accepted += 1
    if (refusing) {
      client.resetAndDestroy()
      return
    }
    const upstream = connect({ port: options.port, host: options.host ?? '127.0.0.1', allowHalfOpen: true })
    const link = createLink(accepted, client, upstream, () => {
      live.delete(link)
      events.push({ connection: link.number, what: 'close', detail: '' })
    })
    live.add(link)
    events.push({ connection: link.number, what: 'open', detail: '' })
    relay(link, 'to-server', client, upstream)
    relay(link, 'to-client', upstream, client)
  })

  /** Moves the bytes of one direction, one chunk after the other, through the rules. */
  const relay = (link: Link, direction: Direction, from: Socket, to: Socket) => {
    let passed = 0
    let rest: Buffer = Buffer.alloc(0)
    let queue = Promise.resolve()
    const write = async (chunk: Buffer) => {
      if (chunk.length === 0 || link.state === 'ended') return
      keep(direction, chunk)
      options.onChunk?.(direction, chunk, link.number)
      passed += chunk.length
      if (!to.write(chunk)) await link.until(done => to.once('drain', done))
    }
    /** Answers false where nothing more of this chunk may pass. */
    const afflict = async (chunk: Buffer): Promise<boolean> => {
      let data = chunk
      for (const rule of rules) {
        if (isLineFault(rule.fault) || !applies(rule, link, direction, data, passed)) continue
        fire(rule, link)
        const { fault } = rule
        if (fault.kind === 'delay') await link.wait(fault.ms)
        else if (fault.kind === 'corrupt') data = corruptBytes(data, fault.bytes, random)
        else if (fault.kind === 'throttle') {
          const step = Math.max(1, Math.floor(fault.bytesPerSecond / 20))
          for (; data.length > step; data = data.subarray(step)) {
            await write(data.subarray(0, step))
            await link.wait(50)
          }
        } else {
          const left = rule.match ? data.length : Math.max(0, threshold(rule, link.number) - passed)
          await write(data.subarray(0, rule.match ? 0 : left))
          if (fault.kind === 'half-close') to.end()
          else link.end(fault.kind === 'blackhole' ? 'blackhole' : fault.kind === 'reset' ? 'reset' : 'cut')
          return false
        }
      }
      await write(data)
      return true
    }
    const byLines = async (chunk: Buffer) => {
      const wanted = [...rules].filter(rule => rule.direction === direction && isLineFault(rule.fault))
      if (wanted.length === 0 && rest.length === 0) return afflict(chunk)
      rest = Buffer.concat([rest, chunk])
      for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
        let lines: readonly Buffer[] = [rest.subarray(0, end + 1)]
        rest = rest.subarray(end + 1)
        for (const rule of wanted)
          lines = lines.flatMap(line => {
            if (!applies(rule, link, direction, line, passed)) return [line]
            fire(rule, link)
            return changeLine(line, rule.fault)
          })
        if (!(await afflict(Buffer.concat(lines)))) return false
      }
      return true
    }
    from.on('data', (chunk: Buffer) => {
      from.pause()
      queue = queue.then(async () => {
        if (link.state === 'open') await byLines(chunk)
        if (link.state !== 'ended') from.resume()
      })
    })
    from.once('end', () => {
      queue = queue.then(async () => {
        if (link.state !== 'open') return
        await write(rest)
        to.end()
      })
    })
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No TCP port was given')

  const cutAll = (how: 'cut' | 'reset' = 'reset') => {
    for (const link of [...live]) link.end(how)
  }
  return {
    port: address.port,
    events,
    connections: () => accepted,
    open: () => live.size,
    wire: direction => Buffer.concat(wires[direction]).toString('latin1'),
    add,
    clear: () => rules.clear(),
    cutAll,
    refuse(value) {
      refusing = value
    },
    async stop() {
      cutAll()
      await new Promise<void>(resolve => server.close(() => resolve()))
    },
  }
}

type Link = {
  readonly number: number
  readonly state: 'open' | 'blackhole' | 'ended'
  end(how: 'cut' | 'reset' | 'blackhole'): void
  wait(ms: number): Promise<void>
  until(start: (done: () => void) => void): Promise<void>
}

/** The two sockets of one connection, and all that waits on them. */
function createLink(number: number, client: Socket, upstream: Socket, onClose: () => void): Link {
  const pending = new Set<() => void>()
  let state: Link['state'] = 'open'
  const finish = () => {
    if (state === 'ended') return
    state = 'ended'
    for (const done of pending) done()
    onClose()
  }
  const until = (start: (done: () => void) => void) =>
    new Promise<void>(resolve => {
      const done = () => {
        pending.delete(done)
        resolve()
      }
      if (state === 'ended') return resolve()
      pending.add(done)
      start(done)
    })
  for (const [socket, other] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    socket.on('error', () => other.destroy())
    socket.on('close', () => {
      if (socket.destroyed && other.destroyed) finish()
      else if (state !== 'blackhole' && other.writableEnded) other.destroy()
    })
  }
  return {
    number,
    get state() {
      return state
    },
    until,
    wait: ms => {
      let timer: NodeJS.Timeout | undefined
      return until(done => {
        timer = setTimeout(done, ms)
      }).finally(() => clearTimeout(timer))
    },
    end(how) {
      if (how === 'blackhole') {
        state = 'blackhole'
        return
      }
      for (const socket of [client, upstream]) {
        if (how === 'reset') socket.resetAndDestroy()
        else socket.end(() => socket.destroy())
      }
      finish()
    },
  }
}
