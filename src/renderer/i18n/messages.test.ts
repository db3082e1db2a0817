import { describe, expect, it } from 'vitest'
import { errorCodes } from '#shared/errors.ts'
import { en } from './en.ts'
import { errorText } from './error-text.ts'
import { type MessageId, t } from './messages.ts'

const ids = Object.keys(en) as MessageId[]

describe('the catalogue', () => {
  it.each(ids)('%s compiles, in sentence case and without exclamation marks', id => {
    const values = Object.fromEntries([...en[id].matchAll(/\{(\w+)/g)].map(([, name]) => [name ?? '', 2]))
    const text = t(id, values)
    expect(text).not.toBe('')
    expect(text).not.toContain('!')
    expect(text).not.toMatch(/[{}#]/)
  })

  it('counts in words', () => {
    expect(t('rail.unread', { count: 1 })).toBe('1 unread conversation')
    expect(t('sync.justNow', { count: 24318 })).toBe('Synced just now · 24,318 messages on this computer')
  })
})

describe('errors', () => {
  it.each(errorCodes)('%s says what happened and what to do next', code => {
    const text = errorText({ code, retry: false })
    expect(text.what).toMatch(/^[A-Z].*\.$/)
    expect(text.next).toMatch(/^[A-Z].*\.$/)
    expect(text.detail).toBeNull()
  })

  it('have a sentence of their own each', () => {
    const sentences = errorCodes.map(code => errorText({ code, retry: false }).what)
    expect(new Set(sentences).size).toBe(sentences.length)
  })

  it("mark a server's own words as such", () => {
    const text = errorText({ code: 'auth-rejected', retry: false, detail: 'visit https://evil.example' })
    expect(text.detail).toBe('The server says: visit https://evil.example')
  })

  it('keep internal details off the screen', () => {
    expect(errorText({ code: 'internal', retry: true, detail: 'stack' }).detail).toBeNull()
  })
})
