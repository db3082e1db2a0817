import { describe, expect, test } from 'vitest'
import { createAutosave, type SaveState } from './autosave.ts'

function setUp(save?: (content: string) => Promise<void>) {
  let now = 0
  let planned: { readonly run: () => void; readonly at: number } | null = null
  const saved: string[] = []
  const states: SaveState['kind'][] = []
  const autosave = createAutosave<string>({
    save: async content => {
      await save?.(content)
      saved.push(content)
    },
    onState: state => states.push(state.kind),
    clock: {
      now: () => now,
      later: (run, afterMs) => {
        const plan = { run, at: now + afterMs }
        planned = plan
        return () => {
          if (planned === plan) planned = null
        }
      },
    },
  })
  return {
    autosave,
    saved,
    states,
    async goTo(at: number) {
      now = at
      if (planned !== null && planned.at <= now) {
        const { run } = planned
        planned = null
        run()
      }
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
    },
  }
}

describe('F-09: what is typed is saved', () => {
  test('400 ms after the last key', async () => {
    const { autosave, saved, goTo } = setUp()
    autosave.change('a')
    await goTo(200)
    autosave.change('ab')
    await goTo(599)
    expect(saved).toEqual([])
    await goTo(600)
    expect(saved).toEqual(['ab'])
  })

  test('at least once a second while typing goes on', async () => {
    const { autosave, saved, goTo } = setUp()
    for (let at = 0; at <= 2_000; at += 100) {
      await goTo(at)
      autosave.change(`typed until ${at}`)
    }
    expect(saved).toEqual(['typed until 900', 'typed until 1900'])
  })

  test('in order and one at a time, also when saving is slow', async () => {
    const gates: (() => void)[] = []
    const { autosave, saved, goTo } = setUp(() => new Promise(resolve => gates.push(resolve)))
    autosave.change('one')
    await goTo(400)
    autosave.change('two')
    autosave.change('three')
    await goTo(2_000)
    expect(gates).toHaveLength(1)
    gates[0]?.()
    await goTo(2_001)
    gates[1]?.()
    await goTo(2_002)
    expect(saved).toEqual(['one', 'three'])
  })

  test('a failure is told, the content stays, and it is tried again', async () => {
    let broken = true
    const { autosave, saved, states, goTo } = setUp(async () => {
      if (broken) throw new Error('disk full')
    })
    autosave.change('kept')
    await goTo(400)
    expect(states).toEqual(['saving', 'failed'])
    broken = false
    await goTo(3_400)
    expect(saved).toEqual(['kept'])
    expect(states.at(-1)).toBe('saved')
  })

  test('flushing waits for what is newest, and rejects where it can’t be kept', async () => {
    const { autosave, saved } = setUp()
    autosave.change('a')
    const first = autosave.flush()
    autosave.change('b')
    await first
    await autosave.flush()
    expect(saved.at(-1)).toBe('b')
    const failing = setUp(async () => {
      throw new Error('gone')
    })
    failing.autosave.change('x')
    await expect(failing.autosave.flush()).rejects.toThrow('gone')
  })

  test('nothing is saved any more once the draft is gone', async () => {
    const { autosave, saved, goTo } = setUp()
    autosave.change('a')
    autosave.stop()
    autosave.change('b')
    await goTo(5_000)
    await autosave.flush()
    expect(saved).toEqual([])
  })
})
