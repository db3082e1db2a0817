import { describe, expect, it } from 'vitest'
import { fromStoredFlags, toKeywords, toStoredFlags } from './flags.ts'

describe('flags', () => {
  it('come back as they went in, in one order and each once', () => {
    const flags = ['$Work', '\\SEEN', '\\Flagged', '$Forwarded', '$Work']
    expect(fromStoredFlags(toStoredFlags(flags))).toEqual(['\\Seen', '\\Flagged', '$Forwarded', '$Work'])
    expect(fromStoredFlags(toStoredFlags([]))).toEqual([])
  })

  it('drop what belongs to a session', () => {
    expect(fromStoredFlags(toStoredFlags(['\\Recent', '\\*', '']))).toEqual([])
  })

  it('are lower-case keywords in JMAP', () => {
    expect(toKeywords(['\\Seen', '\\Answered', '$Forwarded', 'Work'])).toEqual([
      '$seen',
      '$answered',
      '$forwarded',
      'work',
    ])
  })
})
