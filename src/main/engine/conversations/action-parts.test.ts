import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ActionTarget, CountedTarget } from '#shared/actions.ts'
import { hourMs } from '#shared/time.ts'
import { createTestActions, type TestActions } from './test-actions.ts'

const { signal } = new AbortController()
const quiet = { signal, onProgress: () => {} }
const actionId = 'mine'

let t: TestActions
beforeEach(() => {
  t = createTestActions()
})
afterEach(() => t.test.remove())

const act = (
  target: ActionTarget | CountedTarget,
  kind: 'archive' | 'delete',
  more: { readonly actionId?: string; readonly upTo?: number } = {},
) => t.actions.act({ target, action: { kind }, ...more }, quiet)
const entries = () => t.actions.list({ limit: 10 }).actions

describe('an action that is asked for in parts', () => {
  it('is one entry of the journal, and undone as one', async () => {
    const ids = [t.add(['inbox']), t.add(['inbox']), t.add(['inbox'])]
    for (const id of ids) {
      t.clock.value += hourMs
      expect(await act({ ids: [id] }, 'archive', { actionId })).toMatchObject({ changed: 1, actionId })
    }
    expect(entries()).toMatchObject([{ id: actionId, count: 3 }])
    expect(await t.undo(actionId)).toBe(3)
    expect([...t.ids('active')].sort()).toEqual(ids.sort())
  })

  it('is undone as far as it came, and goes on where it is asked for again', async () => {
    const [first, second] = [t.add(['inbox']), t.add(['inbox'])]
    await act({ ids: [first] }, 'archive', { actionId })
    expect(await t.undo(actionId)).toBe(1)
    await act({ ids: [second] }, 'archive', { actionId })
    expect(entries().find(({ id }) => id === actionId)).toMatchObject({ count: 2, undoneAt: null })
    expect(await t.undo(actionId)).toBe(1)
    expect(t.ids('active')).toHaveLength(2)
  })

  it('is refused under the id of another action, or of an undo', async () => {
    const id = t.add(['inbox'])
    const archived = await act({ ids: [id] }, 'archive', { actionId })
    await expect(act({ ids: [id] }, 'delete', { actionId })).rejects.toMatchObject({
      code: 'invalid-request',
    })
    await t.undo(archived.actionId)
    const undo = entries().find(({ undoOf }) => undoOf === actionId)
    const again = t.actions.act(
      { target: { ids: [id] }, action: { kind: 'unarchive' }, actionId: undo?.id ?? '' },
      quiet,
    )
    await expect(again).rejects.toMatchObject({ code: 'invalid-request' })
    expect(t.row(id).archived).toBe(false)
  })
})

describe('deleting what a question has counted', () => {
  const target = { filter: { view: 'active' }, except: [] } as const

  it('F-33: leaves alone what was found by the filter only afterwards, also without new mail', async () => {
    const [seen, elsewhere] = [t.add(['inbox']), t.add(['archive'])]
    const { conversations, counted, upTo } = await t.actions.deletePreview(target, { signal })
    expect(conversations).toBe(1)
    await t.act('unarchive', elsewhere)
    expect(t.ids('active')).toContain(elsewhere)
    expect((await act({ counted: counted ?? '' }, 'delete', { upTo })).changed).toBe(1)
    expect(t.ids('active')).toEqual([elsewhere])
    expect(t.ids('all')).not.toContain(seen)
  })

  it('F-33: deletes nothing where it is not known any more what was counted', async () => {
    t.add(['inbox'])
    const { counted } = await t.actions.deletePreview(target, { signal })
    for (let again = 0; again < 4; again += 1) await t.actions.deletePreview(target, { signal })
    await expect(act({ counted: counted ?? '' }, 'delete')).rejects.toMatchObject({ code: 'not-found' })
    expect(t.ids('active')).toHaveLength(1)
  })

  it('names conversations that were named as they were named', async () => {
    const { counted } = await t.actions.deletePreview({ ids: [t.add(['inbox'])] }, { signal })
    expect(counted).toBeNull()
  })
})
