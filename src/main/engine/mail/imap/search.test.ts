import { describe, expect, it } from 'vitest'
import { readVanished } from './fetch.ts'
import { readSearchLine } from './search.ts'

const line = (text: string) => Buffer.from(text, 'latin1')

describe('a SEARCH answer', () => {
  it.each([
    ['* SEARCH 2 84 882', '2:2 84:84 882:882'],
    ['* SEARCH 2 5 (MODSEQ 917162500)', '2:2 5:5'],
    ['* SEARCH', ''],
    ['* SEARCH ', ''],
    ['* ESEARCH (TAG "A282") UID ALL 4:18,21', '4:18 21:21'],
    ['* ESEARCH (TAG "A282") UID', ''],
    ['* esearch (TAG "ALL 1:9") uid all 3', '3:3'],
    ['* SEARCH 1 x 0 7', '1:1 7:7'],
  ])('%s', (text, expected) => {
    expect((readSearchLine(line(text)) ?? []).map(({ from, to }) => `${from}:${to}`).join(' ')).toBe(expected)
  })

  it('is not seen in other lines', () => {
    for (const text of ['* 1 FETCH (UID 1)', '* SORT 1', '* OK SEARCH done']) {
      expect(readSearchLine(line(text))).toBeNull()
    }
  })
})

describe('VANISHED (RFC 7162)', () => {
  it('names UIDs, earlier ones or those of now', () => {
    expect(readVanished(line('* VANISHED (EARLIER) 41,43:116'))).toEqual([
      { from: 41, to: 41 },
      { from: 43, to: 116 },
    ])
    expect(readVanished(line('* VANISHED 405'))).toEqual([{ from: 405, to: 405 }])
  })

  it('is not seen in other lines', () => {
    for (const text of ['* 1 FETCH (UID 1)', '* VANISHED', '* VANISHED (EARLIER)', '* Vx']) {
      expect(readVanished(line(text))).toBeNull()
    }
  })
})
