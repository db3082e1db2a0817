import { describe, expect, it } from 'vitest'
import { headerValues } from './header-lines.ts'

const block = [
  'Subject: a',
  'List-Unsubscribe: <mailto:x@a.example>,',
  '\t<https://a.example/u>',
  'X: 1',
  'x: 2',
  '',
  'X: body',
].join('\r\n')

describe('values of a header field', () => {
  it('are unfolded', () => {
    expect(headerValues(block, 'list-unsubscribe')).toEqual(['<mailto:x@a.example>,\t<https://a.example/u>'])
  })
  it('come in order, without regard to case, and end with the block', () => {
    expect(headerValues(block, 'X')).toEqual(['1', '2'])
  })
  it('are none where the field is missing', () => {
    expect(headerValues(block, 'Sub')).toEqual([])
  })
})
