import { describe, expect, it } from 'vitest'
import { findQuote, type MailLine } from './find-quote.ts'

/** `>` stands for a line in a quoting block, `?` for one in a plain blockquote, `s|` for a signature, `^` for where an earlier mail begins. */
function lines(text: string): readonly MailLine[] {
  return text.split('\n').map(raw => {
    const line = raw.trim()
    const kinds = { '>': 'quoted', '?': 'perhaps', s: 'signature' } as const
    const mark = /^([>?]|s(?=\|)|\^)\|?\s?/.exec(line)?.[1]
    const kind = mark === '>' || mark === '?' || mark === 's' ? kinds[mark] : 'own'
    return {
      text: mark === undefined ? line : line.replace(/^(?:[>?^]|s\|)\s?/, ''),
      kind,
      startsEarlierMail: mark === '^',
      hasPicture: false,
    }
  })
}

const shownOf = (text: string) => {
  const all = lines(text)
  const at = findQuote(all)
  return at === null
    ? null
    : all
        .slice(0, at)
        .map(line => line.text)
        .filter(line => line !== '')
}

describe('findQuote', () => {
  it.each([
    ['On Thu, 26 Jun 2014 at 14:14, Alex <a@b.example> wrote:'],
    ['Am 26.06.2014 um 14:14 schrieb Alex <a@b.example>:'],
    ['Le jeu. 26 juin 2014 à 14:14, Alex <a@b.example> a écrit :'],
    ['El jue, 26 jun 2014 a las 14:14, Alex (<a@b.example>) escribió:'],
    ['26.06.2014, 14:41, "Alex" <a@b.example>:'],
    ['Thu, 26 Jun 2014 14:00:51 +0400 от Alex <a@b.example>:'],
    ['czw., 26 cze 2014 o 14:14 Alex <a@b.example> napisał(a):'],
    ['2014年6月26日(木) 14:14 Alex <a@b.example>:'],
  ])('takes the quote and the line above it: %s', attribution => {
    expect(shownOf(`Fine.\n\nAlex\n\n${attribution}\n? Hello!\n? How are you?`)).toEqual(['Fine.', 'Alex'])
  })

  it('finds an attribution over two lines', () => {
    expect(shownOf('Fine.\nOn Thu, 26 Jun 2014 at 14:14, Alex\n<a@b.example> wrote:\n> Hello')).toEqual([
      'Fine.',
    ])
  })

  it('takes a quoting block without an attribution, but not a plain one', () => {
    expect(shownOf('Fine.\n> Hello')).toEqual(['Fine.'])
    expect(shownOf('As the poet says\n? I wandered lonely')).toBeNull()
  })

  it('hides nothing where answers stand between quoted lines', () => {
    expect(shownOf('Answers:\n> How many?\nTwenty.\n> Which day?')).toBeNull()
    expect(shownOf('> How many?\nTwenty.\n> Which day?\nThe 14th.')).toBeNull()
  })

  it('hides nothing where the writer says that the answers are inside', () => {
    expect(shownOf('See my answers in red.\n^From: A\nHello')).toBeNull()
    expect(shownOf('Antworten im Text.\n> Hello')).toBeNull()
  })

  it('hides nothing where own words follow the quote', () => {
    expect(shownOf('> Hello\nThe answer stands below.')).toBeNull()
  })

  it.each([
    ['From: Alex\nSent: Thursday\nTo: Bo\nSubject: Hello'],
    ['Von: Alex\nGesendet: Donnerstag\nAn: Bo\nBetreff: Hallo'],
    ['De : Alex\nEnvoyé : jeudi\nÀ : Bo\nObjet : Bonjour'],
    ['От: Алекс\nОтправлено: четверг\nКому: Бо\nТема: Привет'],
    ['差出人: Alex\n送信日時: 木曜\n宛先: Bo\n件名: こんにちは'],
    ['-----Original Message-----\nFrom: Alex'],
    ['________________________________\nFrom: Alex\nSent: Thursday\nTo: Bo\nSubject: Hello'],
    ['^Alex\nHello'],
  ])('takes all that follows the header lines of Outlook: %s', header => {
    expect(shownOf(`Fine.\n\n${header}\n\nHow are you?\nAlex`)).toEqual(['Fine.'])
  })

  it('reads a list of one’s own as words, not as headers', () => {
    expect(shownOf('From: here\nto there it is far.\nSo it goes.')).toBeNull()
  })

  it('never folds what was forwarded', () => {
    const forwarded =
      '---------- Forwarded message ---------\nFrom: Alex\nDate: Thu\nSubject: Hello\nTo: Bo\n\nThe words.'
    expect(shownOf(forwarded)).toBeNull()
    expect(shownOf(`For you.\n${forwarded}`)).toBeNull()
    expect(shownOf('Begin forwarded message:\n> From: Alex\n> The words')).toBeNull()
  })

  it('never folds a mail that has nothing else', () => {
    expect(shownOf('> Hello')).toBeNull()
    expect(shownOf('From: Alex\nSent: Thursday\nTo: Bo\nSubject: Hello\n\nThe words.')).toBeNull()
    expect(shownOf('s| Alex\ns| Director')).toBeNull()
  })

  it('takes a signature at the end or above the quote', () => {
    expect(shownOf('Fine.\n--\nAlex\nDirector')).toEqual(['Fine.'])
    expect(shownOf('Fine.\ns| Alex\ns| Director\n\nOn 1.2.2014 10:00 B wrote:\n> Hello')).toEqual(['Fine.'])
    expect(shownOf('Fine.\n\nSent from my iPhone')).toEqual(['Fine.'])
    expect(shownOf('Fine.\n> Hello\ns| Alex')).toEqual(['Fine.'])
  })

  it('leaves a signature that own words follow', () => {
    expect(shownOf('s| Alex\nOne more thing: it is late.')).toBeNull()
    expect(shownOf('Sent from my iPhone is what it says\nbut I wrote this.')).toBeNull()
  })
})
