import { expect, it } from 'vitest'
import { keywordFor } from './tag-keyword.ts'

it('stays close to the name, as an IMAP atom', () => {
  expect(keywordFor('Invoices 2026', [])).toBe('invoices-2026')
  expect(keywordFor('  Büro (Köln)  ', [])).toBe('buro-koln')
})

it('finds one where the name has no letters that a server takes, or a program has taken', () => {
  expect(keywordFor('请求', [])).toBe('tag')
  expect(keywordFor('请求', ['tag', 'TAG-2'])).toBe('tag-3')
  expect(keywordFor('Junk', [])).toBe('tag-junk')
  expect(keywordFor('Work', ['work'])).toBe('work-2')
})
