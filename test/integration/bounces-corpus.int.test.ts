import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parseMessage } from '#engine/mail/mime/parse.ts'
import type { MailReport } from '#engine/mail/mime/report.ts'
import {
  bouncesElsewhere,
  notBounces,
  otherRecipients,
  unreadBounces,
} from '#test/fixtures/bounce-exceptions.ts'
import { corpusEmails } from '#test/support/corpus.ts'

type Read = { readonly name: string; readonly raw: Buffer; readonly report: MailReport | null }

const bounceFolders = /^(?:sisimai-bounces|flufl-bounce|perl-bounceparser)\//
/** Copies of one mail with other line ends share its name. */
const sharedName = (name: string) => name.replace(/\/maildir\/(?:dos|mac)\//, '/maildir/bsd/')

const all: readonly Read[] = corpusEmails().map(({ name, raw }) => ({
  name: sharedName(name),
  raw,
  report: parseMessage(raw, { sizeBytes: raw.length }).report,
}))
const inBounceFolders = all.filter(({ name }) => bounceFolders.test(name))
const bounces = inBounceFolders.filter(({ name }) => !notBounces.has(name))
const isRead = ({ report }: Read) =>
  report !== null &&
  report.recipients.length > 0 &&
  report.recipients.every(({ reason }) => reason !== 'unknown')

// The corpus lies beside the project only where it is developed.
describe.runIf(inBounceFolders.length > 0)('the bounces of the corpus', () => {
  it('are read: recipient and reason of at least 95 %, and of all but a list that a person has read', () => {
    const read = bounces.filter(isRead)
    const share = (read.length / bounces.length) * 100
    process.stdout.write(`bounces read: ${read.length} of ${bounces.length}, ${share.toFixed(1)} %\n`)
    expect(share).toBeGreaterThanOrEqual(95)
    const missed = bounces.filter(one => !isRead(one)).map(({ name }) => name)
    expect([...new Set(missed)].sort()).toEqual([...unreadBounces.keys()].sort())
  })

  it('name whom the obvious fields name, where there are such', () => {
    const script = fileURLToPath(new URL('../support/obvious-recipients.py', import.meta.url))
    const input = JSON.stringify(
      Object.fromEntries(bounces.map(({ name, raw }) => [name, raw.toString('base64')])),
    )
    const answer: unknown = JSON.parse(
      execFileSync('python3', [script], { input, maxBuffer: 64 * 1024 * 1024, encoding: 'utf8' }),
    )
    const obvious = new Map(Object.entries(answer as Record<string, string[]>))
    let compared = 0
    const wrong: string[] = []
    for (const { name, report } of bounces) {
      const wanted = obvious.get(name) ?? []
      if (wanted.length === 0) continue
      compared += 1
      const told = (report?.recipients ?? [])
        .flatMap(one => [one.address, one.sentTo ?? ''])
        .map(one => one.toLowerCase())
      if (!wanted.every(address => told.includes(address))) wrong.push(name)
    }
    process.stdout.write(`recipients as the fields say: ${compared - wrong.length} of ${compared}\n`)
    expect([...new Set(wrong)].sort()).toEqual([...otherRecipients.keys()].sort())
  })

  it('are told from receipts, complaints, vacation notices and answers in the same folders', () => {
    const taken = inBounceFolders.filter(({ name, report }) => notBounces.has(name) && report !== null)
    expect(taken.map(({ name }) => name)).toEqual([])
  })
})

it('takes no other mail for a bounce', () => {
  const others = all.filter(({ name }) => !bounceFolders.test(name))
  const taken = others.filter(({ report }) => report !== null).map(({ name }) => name)
  process.stdout.write(
    `taken for a bounce: ${taken.length} of ${others.length} other mails, all of them are\n`,
  )
  expect(taken.filter(name => !bouncesElsewhere.has(name))).toEqual([])
})
