import { describe, expect, it } from 'vitest'
import { newestText, splitQuoted } from './quoted-text.ts'

const kinds = (text: string) => splitQuoted(text).map(segment => segment.kind)

describe('newest words of an answer', () => {
  it.each([
    ['Gmail', 'Fine.\n\nOn Tue, 3 Feb 2026 at 10:00, Bob Lee <bob@x> wrote:\n\n> How are you?'],
    [
      'Gmail, wrapped',
      'Fine.\n\nOn Tue, 3 Feb 2026 at 10:00, Bob Lee with a long name\n<bob@x>\nwrote:\n\n> How are you?',
    ],
    ['Apple Mail in German', 'Fine.\n\nAm 03.02.2026 um 10:00 schrieb Bob Lee <bob@x>:\n\n> Wie geht es?'],
    ['Apple Mail in French', 'Fine.\n\nLe 3 févr. 2026 à 10:00, Bob Lee <bob@x> a écrit :\n\n> Ça va ?'],
    [
      'Outlook',
      'Fine.\n\n________________________________\nFrom: Bob Lee <bob@x>\nSent: Tuesday, February 3, 2026 10:00 AM\nTo: Ann\nSubject: You\n\nHow are you?',
    ],
    [
      'Outlook without a rule',
      'Fine.\n\nFrom: Bob Lee [mailto:bob@x]\nSent: Tuesday\nTo: Ann\nSubject: You\n\nHow are you?',
    ],
    ['Outlook in German', 'Fine.\n\nVon: Bob Lee\nGesendet: Dienstag\nAn: Ann\nBetreff: Du\n\nWie geht es?'],
    ['Outlook Express', 'Fine.\n\n-----Original Message-----\nFrom: Bob\n\nHow are you?'],
    [
      'Samsung in Danish',
      'Fine.\n\n-------- Oprindelig besked --------\nFra: Bob\nDato: 3.2.2026\nTil: Ann\n\nHow are you?',
    ],
    ['Zoho', 'Fine.\n\n---- On Tue, 03 Feb 2026 10:00:00 +0100 bob@x wrote ----\n\nHow are you?'],
    ['Yandex', 'Fine.\n\n03.02.2026, 10:00, "Bob Lee" <bob@x>:\n> How are you?'],
    ['mail.ru', 'Fine.\n\nTue, 3 Feb 2026 10:00:00 +0300 от Bob Lee <bob@x>:\n> How are you?'],
    ['an old GMail', 'Fine.\n\n2026/2/3 Bob Lee <bob@example.org>\n\n> How are you?'],
    [
      'a telephone',
      'Fine.\n\nSent from my iPhone\n\n> On 3 Feb 2026, at 10:00, Bob wrote:\n>\n> How are you?',
    ],
    ['a signature', 'Fine.\n\n-- \nAnn Lee\nExample Ltd'],
    ['a signature with underscores', 'Fine.\n\n__\nAnn Lee\nann@x'],
    ['a quote that was wrapped', `Fine.\n\n> ${'long words '.repeat(7)}\nwrapped\n> and on`],
  ])('as %s writes it', (_, text) => {
    expect(newestText(text)).toBe('Fine.')
  })
  it('are all answers between quotes', () => {
    const text = 'Hello\n\n> one?\n\nYes.\n\n> two?\n\nNo.'
    expect(newestText(text)).toBe('Hello\n\nYes.\n\nNo.')
    expect(kinds(text)).toEqual(['own', 'quoted', 'own', 'quoted', 'own'])
  })
  it('are the forwarded words of a mail that only forwards', () => {
    expect(
      newestText(
        '---------- Forwarded message ---------\nFrom: Bob <bob@x>\nDate: Tue\nSubject: Offer\nTo: Ann\n\nThe offer.',
      ),
    ).toBe('The offer.')
    expect(newestText('> all quoted\n> twice')).toBe('all quoted\ntwice')
  })
  it.each([
    ['words that sound like an attribution', 'On Thursday we wrote:\nnothing of note.\nBye'],
    [
      'a table with a rule',
      'Service\n--------------------\nA\nB\nAll dates are local.\nWe will write again.',
    ],
    ['header-like words in prose', 'From: our side all is well.\nThanks'],
    ['markdown rules', 'Plan\n----\n1. Faster.\n2. Smaller.\n\n----\nThese were headings.\nNot more.'],
    ['a sentence about a telephone', 'The note was sent from my iPhone app to all users.\nOk?'],
    ['dates alone', 'Pick one:\n2026-02-03 10:00\n03.02.2026 10:00'],
  ])('keep %s', (_, text) => {
    expect(newestText(text)).toBe(text)
  })
  it('lose nothing: the segments make up the text again', () => {
    const text = 'Hi\n\n> a\n> b\n\nYes\n\n-- \nAnn\n\n> c\n'
    expect(
      splitQuoted(text)
        .map(segment => segment.text)
        .join('\n'),
    ).toBe(text)
  })
  it.each([
    '> '.repeat(500_000),
    'On 1 May 2026, Ann wrote:\n'.repeat(40_000),
    `${'a '.repeat(500_000)}:`,
    '-'.repeat(1e6),
    'From: a\nSent: b\n\n'.repeat(50_000),
    '> a\n\n'.repeat(200_000),
    '-- \n'.repeat(200_000),
  ])('take time in proportion to a megabyte of %.20j', text => {
    const start = performance.now()
    newestText(text)
    expect(performance.now() - start).toBeLessThan(1_000)
  })
})
