import { describe, expect, it } from 'vitest'
import { createOutput } from './output.ts'

function start(options: { readonly json?: boolean; readonly terminal?: boolean } = {}) {
  const written = { out: '', err: '' }
  const append = (stream: 'out' | 'err', text: string) => {
    written[stream] += text
  }
  const output = createOutput({
    out: { write: text => append('out', text) },
    err: { write: text => append('err', text), isTTY: options.terminal },
    json: options.json ?? false,
  })
  return { written, output }
}

describe('createOutput', () => {
  it('writes one JSON value per line with --json, and messages beside them', () => {
    const { written, output } = start({ json: true })
    output.value({ id: 'a', subject: 'two\nlines' }, 'for people')
    output.value({ id: 'b' }, 'for people')
    output.note('a message')
    expect(written).toEqual({ out: '{"id":"a","subject":"two\\nlines"}\n{"id":"b"}\n', err: 'a message\n' })
  })

  it('writes text for people without it', () => {
    const { written, output } = start()
    output.value({ id: 'a' }, 'A line.')
    expect(written.out).toBe('A line.\n')
  })

  it('shows progress on terminals only, and wipes it before what stays', () => {
    const silent = start()
    silent.output.progress('1 of 2')
    expect(silent.written.err).toBe('')
    const { written, output } = start({ terminal: true })
    output.progress('1 of 2')
    output.note('done')
    expect(written.err).toBe('\r\x1b[2K1 of 2\r\x1b[2Kdone\n')
  })

  it('keeps control characters of strangers away from the terminal', () => {
    const { written, output } = start()
    output.note('before\x1b]0;title\x07after')
    expect(written.err).toBe('before]0;titleafter\n')
  })
})
