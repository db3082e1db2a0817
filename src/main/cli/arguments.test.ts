import { describe, expect, it } from 'vitest'
import { choice, readArguments, required } from './arguments.ts'

describe('readArguments', () => {
  it('takes words, options and flags in any order', () => {
    const args = readArguments(['--json', 'account', 'remove', 'a1', '--data', '/tmp/x'])
    expect(args.words).toEqual(['account', 'remove', 'a1'])
    expect(args.text('data')).toBe('/tmp/x')
    expect(args.flag('json')).toBe(true)
    expect(args.flag('archived')).toBe(false)
    expect([...args.given].sort()).toEqual(['data', 'json'])
  })

  it.each([[['--nonsense']], [['--data']], [['--json=yes']], [['list', '--search']]])('refuses %j', args => {
    expect(() => readArguments(args)).toThrow('invalid-request')
  })

  it('takes text that looks like an option after --option=', () => {
    expect(readArguments(['list', '--search=--data']).text('search')).toBe('--data')
  })
})

describe('choice and required', () => {
  const args = readArguments(['sync', '--bodies', 'some', '--email', ''])
  it('name the option and what it may be', () => {
    expect(() => choice(args, 'bodies', ['none', 'all'])).toThrow('--bodies is one of none, all')
    expect(choice(args, 'source', ['email'])).toBeUndefined()
    expect(() => required(args, 'email')).toThrow('--email is missing')
    expect(() => required(args, 'imap')).toThrow('--imap is missing')
  })
})
