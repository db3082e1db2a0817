import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AnyMethod } from '#shared/contract.ts'
import { toErrorReport } from '#shared/errors.ts'
import { declaredMethods } from '#test/architecture/contract-methods.ts'
import { type LiveEngine, openLiveEngine } from '#test/support/live-engine.ts'
import { createRandom, type Random } from '#test/support/random.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

const contract = readFileSync(new URL('../../src/shared/contract.ts', import.meta.url), 'utf8')
const forScreen = declaredMethods(contract, 'Requests')
const forShell = declaredMethods(contract, 'ShellRequests')
/** What would leave this computer, or wait for a person, is asked elsewhere. */
const reachesOut = new Set(['accounts/discover', 'remote/image'])

let temp: TempFolder
let live: LiveEngine

beforeEach(async () => {
  temp = await createTempFolder('door')
  live = openLiveEngine({ dataDir: temp.path, start: false })
})
afterEach(async () => {
  await live.close()
  await temp.remove()
})

/** Any value that can cross between processes, of any depth up to three. */
function anything(random: Random, depth = 0): unknown {
  const kind = random.between(0, depth > 2 ? 7 : 9)
  if (kind === 0) return null
  if (kind === 1) return undefined
  if (kind === 2) return random.chance(0.5)
  if (kind === 3) return random.pick([0, -1, 1e308, Number.NaN, Number.POSITIVE_INFINITY, 0.1, 2 ** 53])
  if (kind === 4)
    return random.pick(['', 'x', '\u0000', '../../etc/passwd', "' OR 1=1 --", '😀'.repeat(500), '__proto__'])
  if (kind === 5) return BigInt(random.between(0, 9))
  if (kind === 6) return new Uint8Array(random.between(0, 9))
  if (kind === 7) return new Date(random.between(0, 1e9))
  if (kind === 8) return Array.from({ length: random.between(0, 5) }, () => anything(random, depth + 1))
  const keys = [
    'id',
    'ids',
    'filter',
    'limit',
    'draft',
    'password',
    'address',
    'read',
    'emailId',
    'toString',
    'constructor',
  ]
  return Object.fromEntries(
    Array.from({ length: random.between(0, 5) }, () => [random.pick(keys), anything(random, depth + 1)]),
  )
}

const outcome = async (method: string, params: unknown, audience: 'screen' | 'shell') => {
  try {
    await live.engine.handle(method as AnyMethod, params, {
      signal: AbortSignal.timeout(10_000),
      onChunk: () => undefined,
      audience,
    })
    return 'answered'
  } catch (error) {
    return toErrorReport(error).code
  }
}

describe('the engine’s door', () => {
  it.each([...forScreen, ...forShell].filter(method => !reachesOut.has(method)))(
    'stands 300 senseless requests of %s (R-04)',
    async method => {
      const random = createRandom(4)
      const outcomes = new Map<string, number>()
      for (let round = 0; round < 300; round += 1) {
        const code = await outcome(method, anything(random), 'shell')
        outcomes.set(code, (outcomes.get(code) ?? 0) + 1)
      }
      expect([...outcomes.keys()]).not.toContain('internal')
      expect(outcomes.get('invalid-request') ?? 0).toBeGreaterThan(200)
    },
  )

  it('opens the shell’s methods to the shell only, and none that is not declared', async () => {
    for (const method of forShell) expect(await outcome(method, {}, 'screen'), method).toBe('unknown-method')
    for (const method of ['', '__proto__', 'constructor', 'toString', 'emails/html ', 'EMAILS/HTML'])
      expect(await outcome(method, {}, 'shell'), method).toBe('unknown-method')
  })
})
