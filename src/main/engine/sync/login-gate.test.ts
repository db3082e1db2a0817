import { expect, it } from 'vitest'
import { AppError } from '#shared/errors.ts'
import { minuteMs, secondMs } from '#shared/time.ts'
import { createLoginGate } from './login-gate.ts'

function gateAt() {
  const clock = { at: 1_000_000, now: () => clock.at }
  let asked = 0
  const gate = createLoginGate({ clock })
  const signIn = (outcome: string | AppError) =>
    gate.signIn(async () => {
      asked += 1
      if (outcome instanceof AppError) throw outcome
      return outcome
    })
  return { clock, gate, signIn, asked: () => asked }
}

const wrong = new AppError('auth-rejected')

it('tries a wrong password twice in all, half a minute apart, then never again (F-29)', async () => {
  const { clock, gate, signIn, asked } = gateAt()
  await expect(signIn(wrong)).rejects.toMatchObject({ code: 'auth-rejected' })
  await expect(signIn(wrong)).rejects.toMatchObject({ code: 'auth-rejected' })
  expect(asked()).toBe(1)
  clock.at += 30 * secondMs
  await expect(signIn(wrong)).rejects.toMatchObject({ code: 'auth-rejected' })
  expect(asked()).toBe(2)
  clock.at += 24 * 60 * minuteMs
  await expect(signIn('connection')).rejects.toMatchObject({ code: 'auth-rejected' })
  expect(asked()).toBe(2)
  expect(gate.allowedAt()).toBe(Number.POSITIVE_INFINITY)
  gate.reset()
  expect(await signIn('connection')).toBe('connection')
})

it('counts connections that sign in at the same moment one after another', async () => {
  const { signIn, asked } = gateAt()
  const results = await Promise.allSettled([signIn(wrong), signIn(wrong), signIn(wrong)])
  expect(results.every(({ status }) => status === 'rejected')).toBe(true)
  expect(asked()).toBe(1)
})

it('waits longer after each refusal, and forgets them with the first success (F-14)', async () => {
  const { clock, gate, signIn } = gateAt()
  const busy = new AppError('server-busy')
  const pauses: number[] = []
  for (let round = 0; round < 8; round += 1) {
    await expect(signIn(busy)).rejects.toMatchObject({ code: 'server-busy' })
    pauses.push((gate.allowedAt() - clock.at) / secondMs)
    clock.at = gate.allowedAt()
  }
  expect(pauses).toEqual([30, 60, 120, 240, 480, 900, 900, 900])
  await signIn('connection')
  expect(gate.allowedAt()).toBe(0)
  await expect(signIn(busy)).rejects.toThrow()
  expect(gate.allowedAt() - clock.at).toBe(30 * secondMs)
})

it('asks no pause after a failure that the server had no part in', async () => {
  const { gate, signIn, asked } = gateAt()
  await expect(signIn(new AppError('connection-refused'))).rejects.toThrow()
  await expect(signIn(new AppError('offline'))).rejects.toThrow()
  expect(gate.allowedAt()).toBe(0)
  expect(asked()).toBe(2)
})
