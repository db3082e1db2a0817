import { describe, expect, it } from 'vitest'
import { errorCodes } from '#shared/errors.ts'
import { errorSentence } from './error-sentences.ts'

describe('errorSentence', () => {
  it('has a sentence of its own for every code', () => {
    const sentences = errorCodes.map(code => errorSentence(code, undefined))
    expect(new Set(sentences).size).toBe(errorCodes.length)
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/)
  })

  it("marks the server's own words as such (R-44)", () => {
    expect(errorSentence('server-refused', 'go away')).toBe('The server refused. The server says: go away')
    expect(errorSentence('invalid-request', '--imap is missing')).toMatch(/\(--imap is missing\)$/)
  })
})
