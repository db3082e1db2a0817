import { describe, expect, it } from 'vitest'
import { splitQuote } from './split-quote.ts'

const text = (...lines: string[]) => lines.join('\n')

describe('what a reply quotes', () => {
  it.each([
    ['English', 'On Thu, 19 Nov 2026 at 16:05, Kim Lee <kim@a.example> wrote:'],
    ['German', 'Am 19.11.2026 um 16:05 schrieb Kim Lee:'],
    ['French', 'Le 19 nov. 2026 à 16:05, Kim Lee <kim@a.example> a écrit :'],
    ['Polish', 'W dniu 19.11.2026 o 16:05, Kim Lee <kim@a.example> napisał(a):'],
  ])('is hidden with the line that introduces it: %s', (_, attribution) => {
    expect(splitQuote(text('Fine.', '', 'Best', '', attribution, '> one', '> two', ''))).toEqual({
      own: text('Fine.', '', 'Best'),
      quoted: text(attribution, '> one', '> two'),
    })
  })

  it('is hidden when the introduction is wrapped', () => {
    const split = splitQuote(
      text('Yes.', '', 'On Thu, 19 Nov 2026 at 16:05, Kim Lee', '<kim@a.example> wrote:', '', '> x'),
    )
    expect(split.own).toBe('Yes.')
  })

  it('is hidden below an original-message mark', () => {
    const mark = '-----Original Message-----'
    expect(splitQuote(text('Yes.', '', mark, 'From: Kim', 'text'))).toEqual({
      own: 'Yes.',
      quoted: text(mark, 'From: Kim', 'text'),
    })
  })

  it('is hidden below a block of headers', () => {
    const block = ['From: Kim', 'Sent: Thursday', 'To: Lee', 'Subject: Hi', '', 'text']
    expect(splitQuote(text('Yes.', '________________', ...block)).own).toBe('Yes.')
  })

  it('stays where answers stand in between', () => {
    const between = text('> one?', 'Yes.', '> two?', 'No.', '> three?')
    expect(splitQuote(between)).toEqual({ own: between, quoted: '' })
  })

  it('stays where the answer stands below', () => {
    const below = text('On Thu, Kim wrote:', '> one?', '', 'Yes.')
    expect(splitQuote(below)).toEqual({ own: below, quoted: '' })
  })

  it('stays where there is nothing else', () => {
    const only = text('> one', '> two')
    expect(splitQuote(only)).toEqual({ own: only, quoted: '' })
  })

  it('is not seen in an ordinary text', () => {
    const plain = text('From: now on we open at 9.', 'Price: 3 > 2', '', 'Best:')
    expect(splitQuote(plain)).toEqual({ own: plain, quoted: '' })
  })

  it('folds the signature with it, and alone', () => {
    const signature = ['-- ', 'Kim Lee', 'Lee & Co, Bergen']
    expect(
      splitQuote(text('Fine.', '', ...signature, '', 'On Thu, 19 Nov 2026, Lee wrote:', '> one')),
    ).toEqual({
      own: 'Fine.',
      quoted: text(...signature, '', 'On Thu, 19 Nov 2026, Lee wrote:', '> one'),
    })
    expect(splitQuote(text('Fine.', '', ...signature))).toEqual({ own: 'Fine.', quoted: text(...signature) })
  })

  it('leaves answers in between where they stand, and folds the signature below them', () => {
    const between = text('> one?', '', 'Yes.', '', '> two?', '', 'No.')
    expect(splitQuote(text(between, '', '-- ', 'Kim Lee'))).toEqual({
      own: between,
      quoted: text('-- ', 'Kim Lee'),
    })
  })

  it('takes one pass over hostile text', () => {
    const start = performance.now()
    splitQuote('> \n\n'.repeat(100_000))
    splitQuote(`${'a '.repeat(400_000)}:`)
    splitQuote('From: a\n'.repeat(3).concat('x\n').repeat(50_000))
    expect(performance.now() - start).toBeLessThan(2_000)
  })
})
