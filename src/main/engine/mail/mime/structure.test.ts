import { describe, expect, it } from 'vitest'
import { readStructure } from './from-structure.ts'
import { layOut } from './layout.ts'
import { walkMessage } from './structure.ts'

const message = [
  'Subject: outer',
  'Content-Type: multipart/mixed; boundary=a',
  '',
  'preamble',
  '--a',
  'Content-Type: multipart/alternative; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain; charset=utf-8; format=flowed',
  'Content-Transfer-Encoding: Quoted-Printable',
  '',
  'plain',
  '--b',
  'Content-Type: text/html',
  '',
  '<p>rich</p>',
  '--b--',
  '--a',
  'Content-Type: message/rfc822',
  '',
  'Subject: inner one',
  'Content-Type: multipart/mixed; boundary=c',
  '',
  '--c',
  '',
  'inner text',
  '--c',
  'Content-Type: application/pdf; name=inner.pdf',
  '',
  'pdf',
  '--c--',
  '--a',
  'Content-Type: message/rfc822; name=two.eml',
  '',
  'Subject: inner two',
  '',
  'inner body',
  '--a',
  'Content-Type: image/png',
  'Content-ID: <pic@x>',
  'Content-Transfer-Encoding: base64',
  '',
  'iVBORw0KGgo=',
  '--a--',
  'epilogue',
].join('\r\n')

/** The same message as a server describes it. */
const structure = {
  type: 'multipart/mixed',
  childNodes: [
    {
      part: '1',
      type: 'multipart/alternative',
      childNodes: [
        {
          part: '1.1',
          type: 'text/plain',
          parameters: { charset: 'utf-8', format: 'flowed' },
          encoding: 'quoted-printable',
          size: 5,
        },
        { part: '1.2', type: 'text/html', parameters: { charset: 'us-ascii' }, encoding: '7bit', size: 11 },
      ],
    },
    {
      part: '2',
      type: 'message/rfc822',
      encoding: '7bit',
      size: 149,
      envelope: { subject: 'inner one' },
      childNodes: [
        {
          part: '2',
          type: 'multipart/mixed',
          childNodes: [
            { part: '2.1', type: 'text/plain', encoding: '7bit', size: 10 },
            { part: '2.2', type: 'application/pdf', encoding: '7bit', size: 3 },
          ],
        },
      ],
    },
    {
      part: '3',
      type: 'message/rfc822',
      parameters: { name: 'two.eml' },
      encoding: '7bit',
      size: 32,
      envelope: { subject: 'inner two' },
      childNodes: [{ part: '3', type: 'text/plain', encoding: '7bit', size: 10 }],
    },
    { part: '4', type: 'image/png', id: '<pic@x>', encoding: 'base64', size: 12 },
  ],
}

const walk = (text: string, truncated = false) => walkMessage(Buffer.from(text, 'latin1'), truncated)

describe('the walker and BODYSTRUCTURE', () => {
  it('agree on part numbers, names, sizes and on what is text', () => {
    const layout = layOut(walk(message).root)
    const plan = readStructure(structure)
    expect(
      plan.attachments.map(({ partId, name, type, sizeBytes, contentId }) => [
        partId,
        name,
        type,
        contentId,
        sizeBytes !== null,
      ]),
    ).toEqual(
      layout.attachments.map(({ partId, name, type, sizeBytes, contentId }) => [
        partId,
        name,
        type,
        contentId,
        sizeBytes !== null,
      ]),
    )
    expect(plan.attachments.map(attachment => attachment.partId)).toEqual(['2', '3', '4'])
    expect(plan.attachments.map(attachment => attachment.name)).toEqual([
      'inner one.eml',
      'two.eml',
      'image.png',
    ])
    expect(
      plan.textParts.map(({ partId, type, encoding, flowed, sizeBytes }) => [
        partId,
        type,
        encoding,
        flowed,
        sizeBytes,
      ]),
    ).toEqual([
      ['1.1', 'text/plain', 'quoted-printable', true, 5],
      ['1.2', 'text/html', '7bit', false, 11],
    ])
    expect(layout.blocks.map(block => block.plain?.[0]?.partId)).toEqual(
      plan.blocks.map(block => block.plain?.[0]?.partId),
    )
    expect(layout.embeddedText.map(part => part.partId)).toEqual(['2.1', '3.1'])
  })
  it('number a message of one part 1', () => {
    expect(layOut(walk('Subject: s\r\n\r\nbody').root).blocks[0]?.plain?.[0]?.partId).toBe('1')
    expect(readStructure({ type: 'text/plain', encoding: '7bit', size: 4 }).textParts[0]?.partId).toBe('1')
  })
  it('number what is inside a message that is all there is', () => {
    const root = walk(
      'Content-Type: message/rfc822\r\n\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--',
    ).root
    expect([root.partId, root.children[0]?.children[0]?.partId]).toEqual(['1', '1.1'])
  })
})

describe('where parts begin and end', () => {
  it('leaves the line break before a delimiter to the delimiter', () => {
    const bytes = Buffer.from(message, 'latin1')
    const range = walk(message).root.children[0]?.children[0]?.range
    expect(bytes.toString('latin1', range?.start, range?.end)).toBe('plain')
  })
  it('takes a delimiter only at the start of a line and with nothing behind it', () => {
    const { root } = walk(
      'Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx --b\n--bc\n--b-\n--b\n\ny\n--b--\n',
    )
    expect(root.children.length).toBe(2)
  })
  it('lets the outer boundary end an inner multipart that never ended', () => {
    const { root } = walk(
      'Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--a\n\ny\n--a--\n',
    )
    expect(root.children.map(child => child.children.length)).toEqual([1, 0])
  })
  it('stops at the limits and says so', () => {
    const parts = '--b\n\nx\n'.repeat(1_500)
    const wide = walk(`Content-Type: multipart/mixed; boundary=b\n\n${parts}--b--`)
    expect([wide.root.children.length, wide.problems]).toEqual([999, ['too-many-parts']])
  })
  it('knows a structure only when its last delimiter was seen', () => {
    expect(walk(message, true).complete).toBe(true)
    expect(walk(message.slice(0, message.indexOf('--a--')), true).complete).toBe(false)
    expect(walk('Subject: cut he', true).complete).toBe(false)
    expect(walk('Subject: s\r\n\r\ncut bo', true).complete).toBe(true)
  })
})
