import { describe, expect, it } from 'vitest'
import { mailPolicy, printPolicy, screenPolicy, washerPolicy } from './csp.ts'

const directives = (policy: string) =>
  Object.fromEntries(policy.split('; ').map(one => [one.split(' ')[0], one.split(' ').slice(1).join(' ')]))

describe('policies', () => {
  it('R-09: mail has no scripts, no fonts, no frames, no forms, and images of its own only', () => {
    expect(directives(mailPolicy('mail://m/token/'))).toEqual({
      'default-src': "'none'",
      'img-src': 'mail://m/token/ data:',
      'style-src': "'unsafe-inline'",
      'font-src': "'none'",
      'media-src': "'none'",
      'form-action': "'none'",
      'base-uri': "'none'",
      sandbox: 'allow-popups',
    })
  })

  it.each([
    ['screen', screenPolicy],
    ['washer', washerPolicy],
    ['print', printPolicy],
    ['mail', mailPolicy('mail://m/token/')],
  ])('the %s allows nothing that it does not name, and no inline script', (_name, policy) => {
    const parsed = directives(policy)
    expect(parsed['default-src']).toBe("'none'")
    expect(parsed['script-src'] ?? '').not.toMatch(/unsafe|\*|https?:|data:/)
    expect(parsed['connect-src'] ?? "'none'").toBe("'none'")
  })
})
