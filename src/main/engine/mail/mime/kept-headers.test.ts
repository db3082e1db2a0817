import { describe, expect, it } from 'vitest'
import { keptHeaders } from './kept-headers.ts'

const kept = (block: string) => Buffer.from(keptHeaders(Buffer.from(block, 'latin1'))).toString('latin1')

describe('headers that are kept', () => {
  it('are those that people and threads need, byte by byte', () => {
    const block =
      'From: =?utf-8?Q?=C3=84da?= <ada@customer.example>\r\nSubject: caf\xe9\r\n two\r\nX-Mailer: Mail 1\r\n\r\n'
    expect(kept(block)).toBe(block)
  })

  it('leave out signatures and scores with their folded lines', () => {
    expect(
      kept(
        'DKIM-Signature: v=1;\r\n b=abc\r\n\tdef\r\nTo: a@b.example\r\nARC-Seal: i=1;\r\n x=y\r\nx-ms-exchange-foo: 1\r\n\r\n',
      ),
    ).toBe('To: a@b.example\r\n\r\n')
  })

  it('keep the topmost Received only', () => {
    expect(kept('Received: from x\r\n by us\r\nReceived: from y\r\n by x\r\nDate: today\r\n')).toBe(
      'Received: from x\r\n by us\r\nDate: today\r\n',
    )
  })

  it('survive lines that are no header', () => {
    expect(kept('no colon here\n: \nFrom x\n')).toBe('no colon here\n: \nFrom x\n')
    expect(kept('')).toBe('')
  })
})
