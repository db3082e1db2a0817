import { describe, expect, it } from 'vitest'
import { targetsAtMost } from '#shared/actions.ts'
import type { ConversationPage, ConversationRow } from '#shared/conversation.ts'
import { inParts, type ReadPage } from './in-parts.ts'

const noPages: ReadPage = () => Promise.reject(new Error('The list is not asked'))
const named = (count: number) => Array.from({ length: count }, (_, at) => `c${at}`)

/** A list of so many conversations. */
const listOf =
  (count: number, pageSize = 5_000): ReadPage =>
  (_, after) => {
    const from = Number(after ?? 0)
    const rows = named(count).slice(from, from + pageSize)
    const next = from + pageSize < count ? String(from + pageSize) : null
    return Promise.resolve({
      rows: rows.map(id => ({ id }) as ConversationRow),
      next,
    } satisfies ConversationPage)
  }

describe('a target', () => {
  it('of more conversations than one request may name is asked for in parts, each once', async () => {
    const ids = named(2 * targetsAtMost + 1)
    const parts = await inParts({ ids }, noPages)
    const inEach = parts.map(part => ('ids' in part ? part.ids : []))
    expect(inEach.map(part => part.length)).toEqual([targetsAtMost, targetsAtMost, 1])
    expect(inEach.flat()).toEqual(ids)
  })

  it('that fits is asked for at once', async () => {
    const filter = { filter: { view: 'active' as const }, except: named(targetsAtMost) }
    expect(await inParts(filter, noPages)).toEqual([filter])
    expect(await inParts({ ids: ['one'] }, noPages)).toEqual([{ ids: ['one'] }])
    expect(await inParts({ ids: [] }, noPages)).toEqual([{ ids: [] }])
  })

  it('that leaves more out than one request may name names the others instead', async () => {
    const except = named(targetsAtMost + 1)
    const all = listOf(2 * targetsAtMost + 3)
    const parts = await inParts({ filter: { view: 'active' }, except }, all)
    expect(parts.map(part => ('ids' in part ? part.ids.length : 0))).toEqual([targetsAtMost, 2])
    expect(parts.flatMap(part => ('ids' in part ? part.ids : []))).not.toContain(`c${targetsAtMost}`)
  })
})
