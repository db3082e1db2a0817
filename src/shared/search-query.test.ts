import { describe, expect, it } from 'vitest'
import { createRandom } from '#test/support/random.ts'
import { parseSearch } from './search-query.ts'

const local = (year: number, month = 1, day = 1) => new Date(year, month - 1, day).getTime()

describe('a typed search', () => {
  it('is words, the last of them perhaps unfinished', () => {
    expect(parseSearch('late parcel')).toEqual({
      words: ['late', 'parcel'],
      typing: true,
      operators: [],
      problems: [],
    })
    expect(parseSearch('late parcel ').typing).toBe(false)
    expect(parseSearch('"late parcel"')).toMatchObject({ words: ['late parcel'], typing: false })
    expect(parseSearch('"late par')).toMatchObject({ words: ['late par'], typing: true })
    expect(parseSearch('')).toEqual({ words: [], typing: false, operators: [], problems: [] })
  })

  it('holds operators between words, with quoted values and in any case', () => {
    expect(parseSearch('late FROM:ada to:"Bob Brown" subject:invoice parcel ')).toEqual({
      words: ['late', 'parcel'],
      typing: false,
      operators: [
        { name: 'from', value: 'ada', open: false },
        { name: 'to', value: 'Bob Brown', open: false },
        { name: 'subject', value: 'invoice', open: false },
      ],
      problems: [],
    })
    expect(parseSearch('parcel from:ad')).toMatchObject({
      words: ['parcel'],
      typing: false,
      operators: [{ name: 'from', value: 'ad', open: true }],
    })
  })

  it('knows what has, is and source take', () => {
    expect(
      parseSearch('has:attachment is:Unread is:read is:archived source:form in:"My Folder" ').operators,
    ).toEqual([
      { name: 'has', value: 'attachment' },
      { name: 'is', value: 'unread' },
      { name: 'is', value: 'read' },
      { name: 'is', value: 'archived' },
      { name: 'source', value: 'form' },
      { name: 'in', value: 'My Folder' },
    ])
  })

  it('reads days, months and years in local time', () => {
    expect(parseSearch('after:2025 before:2026-03 before:2026-3-9 after:2024-02-29 ').operators).toEqual([
      { name: 'after', value: '2025', at: local(2025) },
      { name: 'before', value: '2026-03', at: local(2026, 3) },
      { name: 'before', value: '2026-3-9', at: local(2026, 3, 9) },
      { name: 'after', value: '2024-02-29', at: local(2024, 2, 29) },
    ])
  })

  it.each([
    ['before:2026-02-30 ', 'before', '2026-02-30'],
    ['after:yesterday ', 'after', 'yesterday'],
    ['before:2026-13 ', 'before', '2026-13'],
    ['is:tall ', 'is', 'tall'],
    ['has:wings', 'has', 'wings'],
    ['source:"pigeon"', 'source', 'pigeon'],
    ['from: ada', 'from', ''],
    ['is:unr ', 'is', 'unr'],
  ])('reports what %j can not mean', (text, operator, value) => {
    expect(parseSearch(text)).toMatchObject({ operators: [], problems: [{ operator, value }] })
  })

  it.each(['is:', 'is:unr', 'before:20', 'before:2026-', 'has:att', 'from:', 'source:"fo'])(
    'waits for the end of %j',
    text => {
      const { operators, problems } = parseSearch(`word ${text}`)
      expect([problems, operators.filter(({ name }) => name !== 'before')]).toEqual([[], []])
    },
  )

  it.each(['12:30', 'http://shop.example/', 'order:5', 'xfrom:ada', ':', 'a"b', '"', '""'])(
    'takes %j as text',
    text => {
      const { words, operators, problems } = parseSearch(`${text} `)
      expect([words, operators, problems]).toEqual([[text], [], []])
    },
  )

  it('never throws, whatever is typed', () => {
    const random = createRandom(4)
    const parts = [
      'from:',
      'before:',
      '2026',
      '"',
      ' ',
      ':',
      'is:',
      '\0',
      '書',
      '\u{1f600}',
      '\ud800',
      '-',
      'x',
    ]
    for (let round = 0; round < 2_000; round += 1) {
      const text = Array.from({ length: random.between(0, 12) }, () => random.pick(parts)).join('')
      expect(() => parseSearch(text)).not.toThrow()
    }
  })
})
