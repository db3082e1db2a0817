import { afterEach, describe, expect, it } from 'vitest'
import { startFaultProxy } from '#test/support/fault-proxy.ts'
import type { FaultRule } from '#test/support/fault-rules.ts'
import { createRandom } from '#test/support/random.ts'
import { type SmtpAnswer, type SmtpScriptOptions, startSmtpScript } from '#test/support/smtp-script.ts'
import { hello, mailOf, submitTo } from '#test/support/smtp-submit.ts'
import type { SubmitPhase } from './submit.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const start = async (options: SmtpScriptOptions = {}) => {
  const server = await startSmtpScript(options)
  closers.push(server.stop)
  return server
}
const throughProxy = async (port: number, rule: FaultRule, seed: number) => {
  const proxy = await startFaultProxy({ port, rules: [rule], seed })
  closers.push(proxy.stop)
  return proxy
}
const letter = mailOf(`Subject: Hi\r\n\r\n${'A line of a letter.\r\n'.repeat(2_000)}`)

describe('F-06: no answer after the last byte', () => {
  it.each<[string, SmtpAnswer]>([
    ['an orderly end', 'cut'],
    ['a reset', 'reset'],
    ['half a code', ['25\\', 'cut']],
    ['an answer without its line end', ['250 ok\\', 'cut']],
    ['an answer that goes on', ['250-queued', 'cut']],
    ['an answer to something else', '354 go on'],
    ['no answer at all', 'silence'],
    ['words without a code', 'hello there'],
  ])('%s leaves it uncertain', async (_name, body) => {
    const server = await start({ answers: { body } })
    const result = await submitTo(server.port, letter, { answerMs: 100 })
    expect(result).toMatchObject({
      outcome: 'uncertain',
      recipients: [{ state: 'waiting' }, { state: 'waiting' }],
    })
    expect(server.dialogues).toHaveLength(1)
  })

  it.each<[string, SmtpAnswer, string]>([
    ['a refusal without its line end', ['550 no\\', 'cut'], 'refused'],
    ['a refusal for now without its line end', ['451 no\\', 'cut'], 'retry'],
    ['an acceptance before the end', ['250 ok', 'cut'], 'accepted'],
  ])('%s is an answer', async (_name, body, outcome) => {
    const server = await start({ answers: { body } })
    expect(await submitTo(server.port, letter)).toMatchObject({ outcome })
  })
})

describe('the end of a mail', () => {
  it('waits for the word: until then the server can not have it', async () => {
    const word = Promise.withResolvers<void>()
    const phases: SubmitPhase[] = []
    const server = await start()
    const asked = Promise.withResolvers<void>()
    const running = submitTo(server.port, letter, {
      beforeLastBytes() {
        asked.resolve()
        return word.promise
      },
      onPhase: phase => phases.push(phase),
    })
    await asked.promise
    await expect.poll(() => server.dialogues[0]?.partial.length).toBe(letter.sizeBytes - 4096)
    expect(server.dialogues[0]?.body).toBeNull()
    expect(phases.at(-1)).toBe('body')
    word.resolve()
    expect(await running).toMatchObject({ outcome: 'accepted' })
    expect(server.accepted).toHaveLength(1)
  })

  it.each([
    ['hello', hello],
    ['a letter', letter],
  ])('is never sent where the word fails: %s', async (_name, mail) => {
    const server = await start()
    const result = await submitTo(server.port, mail, {
      beforeLastBytes: () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })),
    })
    expect(result).toMatchObject({ outcome: 'retry', problem: { code: 'internal' } })
    await expect.poll(() => server.dialogues[0]?.ended).toBe(true)
    expect(server.accepted).toEqual([])
  })

  it('is never sent where the bytes are not those that were frozen', async () => {
    const server = await start()
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.alloc(9_000, 'x')
      throw new Error('disk')
    }
    for (const mail of [
      { ...letter, sizeBytes: letter.sizeBytes + 1 },
      { ...letter, sizeBytes: letter.sizeBytes - 1 },
      { ...letter, open: broken },
    ])
      expect(await submitTo(server.port, mail)).toMatchObject({
        outcome: 'refused',
        problem: { code: 'unreadable' },
      })
    expect(server.accepted).toEqual([])
  })

  it('is not believed to be there when the server says so too early', async () => {
    const server = await start({ answers: { DATA: ['354 go on', '250 queued'] } })
    const result = await submitTo(server.port, letter, { beforeLastBytes: () => new Promise(setImmediate) })
    expect(result).toMatchObject({ outcome: 'retry', problem: { code: 'protocol-violation' } })
  })
})

describe('an attempt that is called off', () => {
  it.each<[SubmitPhase, string]>([
    ['connecting', 'retry'],
    ['signing-in', 'retry'],
    ['envelope', 'retry'],
    ['body', 'retry'],
    ['handed-over', 'uncertain'],
  ])('at %s is %s', async (at, outcome) => {
    const server = await start({ answers: { body: 'silence' } })
    const controller = new AbortController()
    const result = await submitTo(server.port, letter, {
      signal: controller.signal,
      onPhase: phase => phase === at && controller.abort(),
    })
    expect(result).toMatchObject({ outcome, problem: { code: 'cancelled' } })
    expect(server.accepted).toEqual([])
  })

  it('before it began opens no connection that it uses', async () => {
    const server = await start()
    const result = await submitTo(server.port, hello, { signal: AbortSignal.abort() })
    expect(result).toMatchObject({ outcome: 'retry', problem: { code: 'cancelled' } })
    expect(server.dialogues.flatMap(({ lines }) => lines)).toEqual([])
  })
})

describe('F-03, F-06: a line that is cut at any byte', () => {
  it.each(Array.from({ length: 12 }, (_, seed) => seed))(
    'tells the truth, seed %i',
    async seed => {
      const random = createRandom(seed)
      for (let round = 0; round < 12; round++) {
        const server = await start({
          extensions: random.chance(0.5) ? ['PIPELINING', 'AUTH PLAIN'] : ['8BITMIME'],
        })
        const direction = random.chance(0.5) ? 'to-server' : 'to-client'
        const mail = random.chance(0.5) ? hello : letter
        const most = direction === 'to-client' ? 220 : mail.sizeBytes + 200
        const rule: FaultRule = {
          direction,
          fault: { kind: random.pick(['cut', 'reset', 'half-close']) },
          afterBytes: random.chance(0.5) ? random.between(0, 220) : random.between(most - 250, most),
        }
        const proxy = await throughProxy(server.port, rule, seed)
        let asked = false
        const result = await submitTo(proxy.port, mail, {
          answerMs: 300,
          beforeLastBytes: () => {
            asked = true
          },
        })
        await proxy.stop()
        const kept = server.accepted.length
        if (result.outcome === 'accepted') expect(kept).toBe(1)
        else if (result.outcome === 'uncertain') expect(asked).toBe(true)
        else {
          expect(result.outcome).toBe('retry')
          expect(kept).toBe(0)
        }
      }
    },
    30_000,
  )
})
