import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { getSettings, setSettings } from '#engine/store/settings.ts'
import { type TagDefinition, tagsAtMost } from '#shared/actions.ts'
import { createTestActions, type TestActions } from './test-actions.ts'

const keyword = 'invoice'
const definition = { name: 'Invoice', color: 'green' } as const
const tag: TagDefinition = { keyword, ...definition }
const other: TagDefinition = { keyword: 'later', name: 'Later', color: 'blue' }

let t: TestActions
beforeEach(() => {
  t = createTestActions()
  define([tag, other])
})
afterEach(() => t.test.remove())

const define = (tags: readonly TagDefinition[]) => t.test.store.write(w => setSettings(w, { tags }))
const defined = () => getSettings(t.test.store.reader).tags
const remove = (...ids: readonly string[]) => t.act({ kind: 'untag', keyword, definition }, ...ids)
const newest = () => t.actions.list({ limit: 1 }).actions[0]

describe('removing a tag', () => {
  it('takes its name and colour away, undoing brings them back, and undoing that takes them again', async () => {
    const id = t.add(['inbox'])
    await t.act({ kind: 'tag', keyword }, id)
    const { actionId } = await remove(id)
    expect(defined()).toEqual([other])
    expect(t.row(id).tags).toEqual([])
    expect(await t.undo(actionId)).toBe(1)
    expect(defined()).toEqual([other, tag])
    expect(t.row(id).tags).toEqual([keyword])
    await t.undo(newest()?.id ?? null)
    expect(defined()).toEqual([other])
    expect(t.row(id).tags).toEqual([])
  })

  it('that no conversation has can be undone too', async () => {
    const { changed, actionId } = await remove()
    expect(changed).toBe(0)
    expect(newest()).toMatchObject({ id: actionId, count: 0, undoable: true })
    expect(await t.undo(actionId)).toBe(1)
    expect(defined()).toEqual([other, tag])
    expect(t.actions.list({ limit: 9 }).actions.find(({ id }) => id === actionId)?.undoneAt).not.toBeNull()
  })

  it('is not undone over a tag that was made anew, nor over as many as there may be', async () => {
    const { actionId } = await remove()
    const anew: TagDefinition = { ...tag, name: 'Bills' }
    define([anew])
    expect(await t.undo(actionId)).toBe(0)
    expect(defined()).toEqual([anew])
    const many = Array.from({ length: tagsAtMost }, (_, at) => ({ ...tag, keyword: `k${at}` }))
    define(many)
    expect(await t.undo(actionId)).toBe(0)
    expect(defined()).toEqual(many)
  })

  it('leaves a name that was changed since', async () => {
    define([{ ...tag, name: 'Bills' }])
    await remove()
    expect(defined()).toHaveLength(1)
  })
})
