import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { decodeBytes } from './charset.ts'

const bytes = (text: string, charset: string) => iconv.encode(text, charset)

describe('decodeBytes', () => {
  it.each([
    ['utf-8', 'Grüße 👋'],
    ['windows-1252', 'Grüße “so”'],
    ['koi8-r', 'Привет, мир'],
    ['gb18030', '简体中文'],
    ['shift_jis', 'こんにちは'],
    ['euc-jp', 'こんにちは'],
    ['euc-kr', '안녕하세요'],
    ['big5', '繁體中文'],
    ['utf-16le', 'wide'],
    ['utf-7', 'Grüße'],
  ])('reads declared %s', (charset, text) => {
    expect(decodeBytes(bytes(text, charset), charset)).toBe(text)
  })
  it('reads iso-8859-1 as its superset, as senders mean it', () => {
    expect(decodeBytes(Buffer.from([0x93, 0x61, 0x94]), 'ISO-8859-1')).toBe('“a”')
  })
  it('reads iso-2022-jp, declared or by its escapes', () => {
    const coded = Buffer.from('\x1b$B%F%9%H\x1b(B', 'latin1')
    expect(decodeBytes(coded, 'iso-2022-jp')).toBe('テスト')
    expect(decodeBytes(coded, null)).toBe('テスト')
  })
  it('reads 8-bit text that calls itself iso-2022-jp as what it is', () => {
    const words = '送信できませんでした。宛先をご確認ください。'
    expect(decodeBytes(bytes(words, 'euc-jp'), 'iso-2022-jp')).toBe(words)
    expect(decodeBytes(bytes(words, 'shift_jis'), 'ISO-2022-JP')).toBe(words)
    expect(decodeBytes(Buffer.from(words), 'iso-2022-jp')).toBe(words)
  })
  it('believes the bytes when they are UTF-8 and the label says Western', () => {
    expect(decodeBytes(Buffer.from('Grüße'), 'windows-1252')).toBe('Grüße')
  })
  it('forgives a character cut at the end', () => {
    expect(decodeBytes(Buffer.from('Grüße €').subarray(0, -1), 'utf-8')).toBe('Grüße ')
  })
  it('keeps UTF-8 that has a broken byte', () => {
    const broken = [
      Buffer.from('viele schöne Grüße'),
      Buffer.from([0xff]),
      Buffer.from(' aus Köln für Jürgen'),
    ]
    expect(decodeBytes(Buffer.concat(broken), 'utf-8')).toBe('viele schöne Grüße\ufffd aus Köln für Jürgen')
  })
  it.each(['nonsense', '', 'unknown-8bit', 'x'.repeat(1e5), 'hz-gb-2312'])(
    'falls back for the label %.20s',
    label => {
      expect(decodeBytes(Buffer.from('Grüße'), label)).toBe('Grüße')
    },
  )
})

describe('undeclared 8-bit text', () => {
  it.each([
    ['windows-1252', 'Formação e Verão, viele Grüße aus Köln für Jürgen'],
    ['windows-1251', 'Здравствуйте, ваш заказ отправлен сегодня'],
    ['koi8-r', 'Здравствуйте, ваш заказ отправлен сегодня'],
    ['gb18030', '您的邮件无法送达，请检查地址'],
    ['shift_jis', 'お問い合わせありがとうございます'],
    ['euc-jp', 'お問い合わせありがとうございます'],
    ['euc-kr', '문의해 주셔서 감사합니다'],
    ['big5', '感謝您的來信，我們會儘快回覆您的問題'],
  ])('in %s is recognised', (charset, text) => {
    expect(decodeBytes(bytes(text, charset), null)).toBe(text)
  })
})
