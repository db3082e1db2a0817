import { simpleParser } from 'mailparser'
import PostalMime from 'postal-mime'
import { beforeAll, describe, expect, it } from 'vitest'
import { conversations } from './content/index.ts'
import { sampleMail } from './first-mail.ts'
import type { ComposedMail } from './posted.ts'

const sundayNoon = new Date(2026, 10, 22, 12, 0).getTime()
const moments = [
  new Date(2026, 10, 22, 3, 10),
  new Date(2026, 10, 23, 8, 5),
  new Date(2026, 2, 31, 17, 45),
  new Date(2027, 0, 1, 23, 59),
].map(date => date.getTime())

type Read = {
  readonly mail: ComposedMail
  readonly source: string
  readonly text: string
  readonly html: string
  readonly subject: string
  readonly inReplyTo: string
  readonly references: string
}

const utf8 = (mail: ComposedMail): string => mail.raw.toString('utf8')
const slugsWith = (word: string): number =>
  conversations().filter(({ entries }) => entries.some(({ who }) => who.startsWith(word))).length

describe('the sample mail', () => {
  let mails: readonly ComposedMail[] = []
  let read: readonly Read[] = []

  beforeAll(async () => {
    mails = sampleMail(sundayNoon)
    read = await Promise.all(
      mails.map(async mail => {
        const email = await PostalMime.parse(mail.raw)
        return {
          mail,
          source: utf8(mail),
          text: email.text ?? '',
          html: email.html ?? '',
          subject: email.subject ?? '',
          inReplyTo: email.inReplyTo ?? '',
          references: email.references ?? '',
        }
      }),
    )
  }, 30_000)

  it('is about 400 messages in 150 conversations', () => {
    expect(conversations().length).toBeGreaterThanOrEqual(145)
    expect(mails.length).toBeGreaterThanOrEqual(400)
    expect(mails.length).toBeLessThan(520)
  })

  it('shows forms of ten plugins, tickets, newsletters and bounces', () => {
    const plugins = new Set(
      conversations().flatMap(({ entries }) =>
        entries.map(({ who }) => who).filter(who => who.startsWith('form:')),
      ),
    )
    expect(plugins.size).toBeGreaterThanOrEqual(10)
    expect(slugsWith('help')).toBeGreaterThanOrEqual(15)
    expect(slugsWith('bounce')).toBeGreaterThanOrEqual(3)
    expect(read.filter(({ source }) => /^List-Unsubscribe:/m.test(source)).length).toBeGreaterThanOrEqual(6)
  })

  it('names no domain that could be somebody’s', () => {
    const hosts = read.flatMap(({ source, text, html, subject }) =>
      [
        ...`${source.split('\r\n\r\n', 1)[0]}\n${subject}\n${text}\n${html}`.matchAll(
          /(?:@|https?:\/\/|www\.)([\w-]+(?:\.[\w-]+)+)/g,
        ),
      ].map(match => match[1] ?? ''),
    )
    expect(hosts.length).toBeGreaterThan(1000)
    expect([...new Set(hosts)].filter(host => !/\.example$/i.test(host))).toEqual([])
  })

  it('reads the same with two parsers', async () => {
    const squeeze = (text: string): string => text.replace(/[\s\u200e\u200f]+/g, '')
    for (const { mail, text, subject } of read) {
      const email = await simpleParser(mail.raw, { skipHtmlToText: true, skipTextToHtml: true })
      expect(email.subject ?? '').toBe(subject)
      if (email.text !== undefined && !/multipart\/report/.test(utf8(mail))) {
        expect(squeeze(email.text)).toBe(squeeze(text))
      }
    }
  }, 60_000)

  it('says in each charset what was written', () => {
    const inCharset = (charset: string): readonly Read[] =>
      read.filter(({ source }) => new RegExp(`charset=${charset}\\b`, 'i').test(source))
    const expected: readonly (readonly [string, RegExp])[] = [
      ['ISO-8859-1', /ö|ü|é|ä/],
      ['ISO-8859-2', /ą|ę|ś|ż|ł/],
      ['ISO-8859-15', /ö|ü|ä/],
      ['Windows-1252', /ü|é|ö/],
      ['ISO-2022-JP', /お世話になっております/],
      ['GB18030', /您好/],
      ['KOI8-R', /Здравствуйте|Добрый/],
    ]
    for (const [charset, words] of expected) {
      const mailsInIt = inCharset(charset)
      expect(mailsInIt.length, charset).toBeGreaterThan(0)
      expect(mailsInIt.filter(({ text, html }) => words.test(text + html)).length, charset).toBeGreaterThan(0)
    }
    expect(read.filter(({ text, subject }) => /\ufffd/.test(text + subject))).toEqual([])
    expect(read.some(({ text }) => /مرحباً/.test(text))).toBe(true)
    expect(read.some(({ text }) => /שלום/.test(text))).toBe(true)
  })

  it('answers only messages that are there, and names all of their thread', () => {
    const ids = new Set(mails.map(({ messageId }) => messageId))
    expect(ids.size).toBe(mails.length)
    for (const { inReplyTo, references, subject } of read) {
      if (inReplyTo === '') continue
      expect(ids.has(inReplyTo), subject).toBe(true)
      const chain = references.split(/\s+/)
      expect(chain.at(-1)).toBe(inReplyTo)
      expect(chain.every(id => ids.has(id))).toBe(true)
    }
    expect(read.filter(({ inReplyTo }) => inReplyTo !== '').length).toBeGreaterThan(220)
  })

  it('is the same bytes whenever it is written from the same moment', () => {
    const again = sampleMail(sundayNoon)
    expect(again.every(({ raw }, index) => raw.equals(mails[index]?.raw ?? Buffer.alloc(0)))).toBe(true)
  })

  it('leaves a handful unread', () => {
    const unread = mails.filter(({ flags, mailbox }) => mailbox === 'INBOX' && !flags.includes('\\Seen'))
    expect(unread.length).toBeGreaterThanOrEqual(6)
    expect(unread.length).toBeLessThanOrEqual(10)
    expect(mails.filter(({ flags, mailbox }) => mailbox !== 'INBOX' && !flags.includes('\\Seen'))).toEqual([])
  })
})

describe('the dates of the sample mail', () => {
  for (const now of moments) {
    const name = new Date(now).toString().slice(0, 21)

    it(`lie in the past and in order, seen from ${name}`, () => {
      const mails = sampleMail(now)
      expect(Math.max(...mails.map(({ receivedAt }) => receivedAt))).toBeLessThanOrEqual(now)
      const at = new Map(mails.map(({ messageId, receivedAt }) => [messageId, receivedAt]))
      for (const mail of mails) {
        const source = utf8(mail)
        const answered = /^In-Reply-To: (<[^>]+>)/m.exec(source)?.[1]
        if (answered === undefined) continue
        expect(mail.receivedAt).toBeGreaterThan((at.get(answered) ?? 0) - 2_500)
      }
    })
  }

  it('reach back half a year and are dense in the last weeks', () => {
    const dayMs = 24 * 60 * 60 * 1000
    const ages = sampleMail(sundayNoon).map(({ receivedAt }) => (sundayNoon - receivedAt) / dayMs)
    expect(Math.max(...ages)).toBeGreaterThan(100)
    expect(ages.filter(age => age < 1).length).toBeGreaterThanOrEqual(8)
    expect(ages.filter(age => age < 31).length / ages.length).toBeGreaterThan(0.6)
  })

  it('have the shop answer within hours, on average', () => {
    const mails = sampleMail(sundayNoon)
    const byId = new Map(mails.map(mail => [mail.messageId, mail]))
    const waits = mails.flatMap(mail => {
      const answered = byId.get(/^In-Reply-To: (<[^>]+>)/m.exec(utf8(mail))?.[1] ?? '')
      if (mail.mailbox !== 'Sent' || !answered || answered.mailbox === 'Sent') return []
      return [(mail.receivedAt - answered.receivedAt) / 3_600_000]
    })
    expect(waits.length).toBeGreaterThan(120)
    const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length
    expect(mean).toBeGreaterThan(0.5)
    expect(mean).toBeLessThan(8)
  })
})
