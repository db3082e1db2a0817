import { describe, expect, it } from 'vitest'
import { completions } from './search-completions.ts'

const names = {
  mailboxes: [{ name: 'INBOX' }, { name: 'Old orders' }, { name: 'INBOX' }],
  sources: [
    { source: 'email', name: 'Email' },
    { source: 'form', name: 'Contact form' },
  ],
} as const
/** What the text becomes with each of the offers; | is the caret. */
const offers = (typed: string) => {
  const caret = typed.indexOf('|')
  const text = typed.replace('|', '')
  return completions(text, caret, names).map(
    ({ start, end, insert }) => `${text.slice(0, start)}${insert}|${text.slice(end)}`,
  )
}

describe('completion of a search', () => {
  it('offers operators by their beginning, and all of them for an empty search', () => {
    expect(offers('s|')).toEqual(['subject:|', 'source:|'])
    expect(offers('late FR| parcel')).toEqual(['late from:| parcel'])
    expect(offers('|')).toHaveLength(9)
    expect(offers('late |')).toEqual([])
    expect(offers('parcel|')).toEqual([])
  })

  it('offers values, quoted where they need it', () => {
    expect(offers('is:|')).toEqual(['is:unread |', 'is:read |', 'is:archived |'])
    expect(offers('late has:a|')).toEqual(['late has:attachment |'])
    expect(offers('in:o|')).toEqual(['in:"Old orders" |'])
    expect(offers('in:"old or|"')).toEqual(['in:"Old orders" |'])
    expect(offers('in:inb|')).toEqual(['in:INBOX |'])
    expect(offers('source:f|')).toEqual(['source:form |'])
    expect(offers('source:co|')).toEqual(['source:form |'])
  })

  it('has nothing to add to a finished or a free value', () => {
    expect(offers('is:unread|')).toEqual([])
    expect(offers('from:a|')).toEqual([])
    expect(offers('http:|')).toEqual([])
  })
})
