import { describe, expect, it } from 'vitest'
import { countUids, formatUidSet, formatUidSets, inRanges, parseUidSet, toRanges } from './uid-set.ts'

describe('a UID set', () => {
  it('is read without counting it out', () => {
    expect(parseUidSet('1:3,7,12:10')).toEqual([
      { from: 1, to: 3 },
      { from: 7, to: 7 },
      { from: 10, to: 12 },
    ])
    expect(parseUidSet('1:4294967295')).toEqual([{ from: 1, to: 4_294_967_295 }])
    expect(countUids(parseUidSet('1:4294967295'))).toBe(4_294_967_295)
  })

  it.each(['', '*', '1:*', '0', '4294967296', 'x', '1:2:3', '-1', '1e5', '99999999999'])(
    'is empty where a server writes %j',
    text => expect(parseUidSet(text)).toEqual([]),
  )

  it('is written as short as it can be', () => {
    expect(formatUidSet(toRanges([1, 2, 3, 7, 9, 10]))).toBe('1:3,7,9:10')
    expect(formatUidSet([])).toBe('')
  })

  it('is cut into pieces that a command line can hold, and none is lost', () => {
    const uids = Array.from({ length: 500 }, (_, index) => index * 3 + 1)
    const sets = formatUidSets(uids, 100)
    expect(sets.every(set => set.length <= 100)).toBe(true)
    expect(sets.flatMap(set => parseUidSet(set)).map(({ from }) => from)).toEqual(uids)
  })

  it('knows its members', () => {
    const ranges = parseUidSet('2:4,8,20:30')
    const members = Array.from({ length: 40 }, (_, uid) => uid).filter(uid => inRanges(ranges, uid))
    expect(members).toEqual([2, 3, 4, 8, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30])
    expect(inRanges([], 1)).toBe(false)
  })
})
