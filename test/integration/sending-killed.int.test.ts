import { expect, it } from 'vitest'
import { judgeServer } from '#test/support/imap-judge.ts'
import { type KillPoint, killWhileSending } from '#test/support/sending-campaign.ts'

const sure: readonly KillPoint[] = ['MAIL', 'DATA']

it.each(sure)(
  'F-03: killed at %s, a mail is sent once by the next start',
  async point => {
    const result = await killWhileSending(point, async ({ dovecot }) => {
      const { Sent } = await judgeServer(dovecot)
      return Sent?.emails.length ?? 0
    })
    expect(result).toEqual({ point, taken: 1, state: 'sent', copies: 1 })
  },
  120_000,
)

it('F-03: killed after the last byte, nobody knows, and it is not sent again', async () => {
  const result = await killWhileSending('body', async ({ dovecot }) => {
    const { Sent } = await judgeServer(dovecot)
    return Sent?.emails.length ?? 0
  })
  expect(result).toMatchObject({ state: 'uncertain', copies: 0 })
}, 120_000)
