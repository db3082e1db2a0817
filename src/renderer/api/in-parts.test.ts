import { describe, expect, it } from 'vitest'
import { targetsAtMost } from '#shared/actions.ts'
import { inParts } from './in-parts.ts'

describe('a target', () => {
  it('of more conversations than one request may name is asked for in parts, each once', () => {
    const ids = Array.from({ length: 2 * targetsAtMost + 1 }, (_, at) => `c${at}`)
    const parts = inParts({ ids })
    const named = parts.map(part => ('ids' in part ? part.ids : []))
    expect(named.map(part => part.length)).toEqual([targetsAtMost, targetsAtMost, 1])
    expect(named.flat()).toEqual(ids)
  })

  it('that fits is asked for at once', () => {
    const filter = { filter: { view: 'active' as const }, except: [] }
    expect(inParts(filter)).toEqual([filter])
    expect(inParts({ ids: ['one'] })).toEqual([{ ids: ['one'] }])
    expect(inParts({ ids: [] })).toEqual([{ ids: [] }])
  })
})
