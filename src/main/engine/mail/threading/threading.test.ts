import { describe, expect, it } from 'vitest'
import { assignThread } from './assign-thread.ts'
import { stripReplyPrefixes, subjectKey } from './reply-prefix.ts'
import { subjectFallbackKey, threadIds, threadLinks } from './thread-ids.ts'

const headers = (more: Partial<Parameters<typeof threadLinks>[0]> = {}) => ({
  messageId: 'own@x',
  inReplyTo: [],
  references: [],
  subject: 'Hello',
  ...more,
})

describe('reply prefixes', () => {
  it.each([
    ['Re: Hello', 'Hello', 'reply'],
    ['RE: AW: Re: Hello', 'Hello', 'reply'],
    ['Re[2]: Hello', 'Hello', 'reply'],
    ['Re^3: Hello', 'Hello', 'reply'],
    ['Re (4) : Hello', 'Hello', 'reply'],
    ['Re:Hello', 'Hello', 'reply'],
    ['回复：你好', '你好', 'reply'],
    ['答复: 你好', '你好', 'reply'],
    ['转发： 你好', '你好', 'forward'],
    ['Antw: Hallo', 'Hallo', 'reply'],
    ['Odp: Cześć', 'Cześć', 'reply'],
    ['SV: Hej', 'Hej', 'reply'],
    ['VS: Hei', 'Hei', 'reply'],
    ['Fwd: Re: Hello', 'Hello', 'forward'],
    ['WG: Hallo', 'Hallo', 'forward'],
    ['TR: Bonjour', 'Bonjour', 'forward'],
    ['RV: Hola', 'Hola', 'forward'],
    ['Re: [list] Re: Hello', '[list] Re: Hello', 'reply'],
    ['[list] Hello', '[list] Hello', null],
    ['Invoice: paid', 'Invoice: paid', null],
    ['Report: re: costs', 'Report: re: costs', null],
    ['Re:', '', 'reply'],
    ['', '', null],
  ])('of %j leave %j', (subject, base, prefix) => {
    expect(stripReplyPrefixes(subject)).toEqual({ base, prefix })
  })
  it('are the same subject underneath, whatever case and spaces', () => {
    expect(subjectKey('RE:  Hello   World')).toBe(subjectKey('hello world'))
  })
  it('are stripped in bounded time', () => {
    const start = performance.now()
    stripReplyPrefixes('Re: '.repeat(250_000))
    stripReplyPrefixes(' '.repeat(1e6))
    expect(performance.now() - start).toBeLessThan(500)
  })
})

describe('the ids that an email joins', () => {
  it('are all it names, closest first, each once, its own last', () => {
    const links = threadLinks(headers({ inReplyTo: ['b@x'], references: ['root@x', 'a@x', 'b@x'] }))
    expect(links).toEqual([
      { id: 'b@x', by: 'in-reply-to' },
      { id: 'a@x', by: 'references' },
      { id: 'root@x', by: 'references' },
      { id: 'own@x', by: 'message-id' },
    ])
  })
  it('leave out a mail that names itself', () => {
    expect(threadIds(headers({ inReplyTo: ['own@x'], references: ['own@x'] }))).toEqual(['own@x'])
  })
  it('are the two ends of a thread that is too long', () => {
    const ids = threadIds(headers({ references: Array.from({ length: 5_000 }, (_, index) => `${index}@x`) }))
    expect([ids.length, ids[0], ids.at(-2)]).toEqual([401, '4999@x', '0@x'])
  })
  it('are none for a mail without any', () => {
    expect(threadIds(headers({ messageId: null }))).toEqual([])
  })
})

describe('subject alone', () => {
  it('may join only an answer that names nothing', () => {
    expect(subjectFallbackKey(headers({ subject: 'Re: Hello' }))).toBe('hello')
    expect(subjectFallbackKey(headers({ subject: 'Hello' }))).toBeNull()
    expect(subjectFallbackKey(headers({ subject: 'Fwd: Hello' }))).toBeNull()
    expect(subjectFallbackKey(headers({ subject: 'Re:' }))).toBeNull()
    expect(subjectFallbackKey(headers({ subject: 'Re: Hello', inReplyTo: ['a@x'] }))).toBeNull()
  })
})

describe('where an email belongs', () => {
  const links = threadLinks(headers({ inReplyTo: ['b@x'], references: ['a@x'] }))
  const decide = (
    known: Readonly<Record<string, string>>,
    more: { readonly ownIdTaken?: boolean; readonly subjectCandidates?: readonly string[] } = {},
  ) =>
    assignThread({
      links,
      known: new Map(Object.entries(known)),
      ownIdTaken: more.ownIdTaken ?? false,
      subjectCandidates: more.subjectCandidates ?? [],
    })

  it('a conversation of its own when nothing is known', () => {
    expect(decide({})).toEqual({ kind: 'create' })
  })
  it('the conversation of what it answers', () => {
    expect(decide({ 'b@x': 'one' })).toEqual({
      kind: 'join',
      key: 'one',
      by: 'in-reply-to',
      throughId: 'b@x',
    })
  })
  it('the conversation of any reference, though the parent is missing', () => {
    expect(decide({ 'a@x': 'one' })).toEqual({ kind: 'join', key: 'one', by: 'references', throughId: 'a@x' })
  })
  it('the conversation that waits for it, when its answer came first', () => {
    expect(decide({ 'own@x': 'one' })).toEqual({
      kind: 'join',
      key: 'one',
      by: 'message-id',
      throughId: 'own@x',
    })
  })
  it('all conversations that it ties together', () => {
    expect(decide({ 'own@x': 'late', 'b@x': 'one', 'a@x': 'one' })).toEqual({
      kind: 'merge',
      keys: ['one', 'late'],
      by: 'in-reply-to',
      throughId: 'b@x',
    })
  })
  it('not with a different mail that has its Message-ID', () => {
    expect(decide({ 'own@x': 'other' }, { ownIdTaken: true })).toEqual({ kind: 'create' })
  })
  it('by subject only where exactly one fits', () => {
    expect(decide({}, { subjectCandidates: ['one'] })).toEqual({
      kind: 'join',
      key: 'one',
      by: 'subject',
      throughId: null,
    })
    expect(decide({}, { subjectCandidates: ['one', 'two'] })).toEqual({ kind: 'create' })
  })
})
