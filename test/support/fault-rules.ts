import type { Random } from './random.ts'

export type Direction = 'to-server' | 'to-client'

/** What goes wrong. */
export type Fault =
  /** Every chunk waits this long. */
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'throttle'; readonly bytesPerSecond: number }
  /** Both sides see an orderly end. */
  | { readonly kind: 'cut' }
  /** Both sides see a reset. */
  | { readonly kind: 'reset' }
  /** The receiver of this direction sees an end; the other direction goes on. */
  | { readonly kind: 'half-close' }
  /** From here on nothing passes either way, and nobody is told. */
  | { readonly kind: 'blackhole' }
  /** This many bytes of the chunk become others. */
  | { readonly kind: 'corrupt'; readonly bytes: number }
  | { readonly kind: 'drop-line' }
  | { readonly kind: 'inject-line'; readonly line: string; readonly where: 'before' | 'after' }
  | { readonly kind: 'strip-capability'; readonly name: string }

/** When it goes wrong, and where. Without a trigger: always. */
export type FaultRule = {
  readonly direction: Direction
  readonly fault: Fault
  /** The n-th connection since the proxy started, from 1; default all. */
  readonly connection?: number
  /** After this many bytes in this direction of a connection; a range is drawn from the seed. */
  readonly afterBytes?: number | { readonly from: number; readonly to: number }
  /** Only for lines (or, for faults of the connection, chunks) that match. */
  readonly match?: RegExp
  /** How often the rule may fire over all connections; default without end. */
  readonly times?: number
}

/** Whether a fault changes single lines, so that the stream must be cut into lines for it. */
export function isLineFault(fault: Fault): boolean {
  return fault.kind === 'drop-line' || fault.kind === 'inject-line' || fault.kind === 'strip-capability'
}

/** What a line becomes: none, itself, or more than one. */
export function changeLine(line: Buffer, fault: Fault): readonly Buffer[] {
  switch (fault.kind) {
    case 'drop-line':
      return []
    case 'inject-line': {
      const extra = Buffer.from(`${fault.line}\r\n`, 'latin1')
      return fault.where === 'before' ? [extra, line] : [line, extra]
    }
    case 'strip-capability':
      return [withoutCapability(line, fault.name)]
    default:
      return [line]
  }
}

/** Takes a capability out of an IMAP CAPABILITY answer or code, or out of an SMTP EHLO answer. */
function withoutCapability(line: Buffer, name: string): Buffer {
  const text = line.toString('latin1')
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  if (/CAPABILITY/i.test(text))
    return Buffer.from(text.replace(new RegExp(` ${escaped}(?=[ \\]\\r\\n])`, 'gi'), ''), 'latin1')
  if (new RegExp(`^250[ -]${escaped}\\b`, 'i').test(text))
    return Buffer.from(text.replace(/^(250[ -]).*/, '$1XNOTHING'), 'latin1')
  return line
}

/** Changes some bytes, never to themselves. */
export function corruptBytes(chunk: Buffer, count: number, random: Random): Buffer {
  const changed = Buffer.from(chunk)
  for (let left = Math.min(count, chunk.length); left > 0; left -= 1) {
    const at = random.between(0, changed.length - 1)
    changed[at] = ((changed[at] ?? 0) + random.between(1, 255)) & 0xff
  }
  return changed
}
