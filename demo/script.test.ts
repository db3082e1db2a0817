import { describe, expect, it } from 'vitest'
import { parseScript } from './script.ts'

const script = `
=== two-lamps | Two lamps | inbox lang=de
ann: Ann Lee <ann@lee.example>; outlook; fr; charset=ISO-8859-1; +0900; sig=Ann / Lee & Co
--- ann 3 09:10 unread attach="floor plan.pdf, b.csv"
First line.

Second line.
--- jonas 2 10:00
Answer.
`

describe('reading a script', () => {
  const [conversation] = parseScript(script)

  it('takes people with all their habits', () => {
    expect(conversation?.people.get('ann')).toEqual({
      name: 'Ann Lee',
      address: 'ann@lee.example',
      mailer: 'outlook',
      language: 'fr',
      charset: 'ISO-8859-1',
      signature: ['Ann', 'Lee & Co'],
      zoneMinutes: 540,
    })
  })

  it('takes messages with options and text', () => {
    expect(conversation?.options.get('lang')).toBe('de')
    const [first, second] = conversation?.entries ?? []
    expect(first?.options.get('attach')).toBe('floor plan.pdf, b.csv')
    expect(first?.options.get('unread')).toBe('yes')
    expect(first?.text).toBe('First line.\n\nSecond line.')
    expect(second?.when).toBe('2 10:00')
  })

  it('names what it cannot read', () => {
    expect(() => parseScript('=== a | b\nx: nobody\n--- x 1 09:00\nhi')).toThrow('nobody')
    expect(() => parseScript('=== a | b\n--- x yesterday\nhi')).toThrow('yesterday')
    expect(() => parseScript('=== a | b\nx: X <x@x.example>; klingon\n--- x 1 09:00\nhi')).toThrow('klingon')
  })
})
