import { describe, expect, it, vi } from 'vitest'
import type { ConnectionTestStep, ServerSettings } from '#shared/account.ts'
import { AppError } from '#shared/errors.ts'
import { createConnectionTest, type ImapProbe, type SmtpProbe } from './connection-test.ts'

const server = (host: string, user = 'anna'): ServerSettings => ({ host, port: 1, security: 'tls', user })
const params = {
  imap: server('imap.test'),
  smtp: server('smtp.test'),
  password: 'geheim',
  smtpPassword: 'geheim',
}
const { signal } = new AbortController()
const fine: ImapProbe = async () => {}
const rejected: ImapProbe = async () => {
  throw new AppError('auth-rejected', 'no geheim for you')
}
/** Signs in when it may, as the real one does. */
const asking: SmtpProbe = async (_server, _password, { maySignIn }) => {
  if (!(await maySignIn())) throw new AppError('auth-rejected', 'not tried')
}

function run(probeImap: ImapProbe, probeSmtp: SmtpProbe, changed: Partial<typeof params> = {}) {
  const steps: ConnectionTestStep[] = []
  const result = createConnectionTest({ probeImap, probeSmtp })(
    { ...params, ...changed },
    { signal, onStep: step => steps.push(step) },
  )
  return { steps, result }
}

describe('createConnectionTest', () => {
  it('passes when both pass', async () => {
    expect(await run(fine, asking).result).toEqual({ imap: null, smtp: null })
  })

  it('does not try a password at SMTP that IMAP has just rejected (F-29)', async () => {
    const { result } = run(rejected, asking)
    expect(await result).toMatchObject({
      imap: { code: 'auth-rejected' },
      smtp: { code: 'auth-rejected', detail: 'not tried' },
    })
  })

  it('tries SMTP with a password of its own all the same', async () => {
    expect(await run(rejected, asking, { smtpPassword: 'other' }).result).toMatchObject({ smtp: null })
    expect(await run(rejected, asking, { smtp: server('smtp.test', 'other') }).result).toMatchObject({
      smtp: null,
    })
  })

  it('tells how each failed, without secrets in any form', async () => {
    const plain = Buffer.from('\0anna\0geheim').toString('base64')
    const chatty: ImapProbe = async (_server, _password, { onStep }) => {
      onStep({
        server: 'imap',
        step: 'greeting',
        ok: true,
        detail: `said geheim ${plain} ${btoa('geheim')}`,
        atMs: 1,
      })
      throw new AppError('server-refused', 'LOGIN anna geheim')
    }
    const { steps, result } = run(chatty, asking)
    expect(await result).toEqual({
      imap: { code: 'server-refused', detail: 'LOGIN anna •••', retry: false },
      smtp: null,
    })
    expect(steps[0]?.detail).toBe('said ••• ••• •••')
  })

  it('asks nothing of SMTP where there is none', async () => {
    const probeSmtp = vi.fn<SmtpProbe>()
    expect(
      await createConnectionTest({ probeImap: fine, probeSmtp })(
        { ...params, smtp: null },
        { signal, onStep: () => {} },
      ),
    ).toEqual({ imap: null, smtp: null })
    expect(probeSmtp).not.toHaveBeenCalled()
  })

  it('is cancelled with its signal', async () => {
    const controller = new AbortController()
    const waits: ImapProbe = (_server, _password, options) =>
      new Promise((_resolve, reject) =>
        options.signal.addEventListener('abort', () => reject(new AppError('cancelled'))),
      )
    const running = createConnectionTest({ probeImap: waits, probeSmtp: asking })(
      { ...params, smtp: null },
      { signal: controller.signal, onStep: () => {} },
    )
    controller.abort()
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
  })
})
