import { describe, expect, it } from 'vitest'
import { parseAddressList } from './address-list.ts'

const show = (raw: string) =>
  parseAddressList(Buffer.from(raw).toString('latin1')).addresses.map(
    ({ name, address }) => `${name}|${address}`,
  )

describe('parseAddressList', () => {
  it.each([
    ['a@b.example', ['|a@b.example']],
    ['Ann Lee <ann@x>', ['Ann Lee|ann@x']],
    ['"Lee, Ann" <ann@x>, bob@y', ['Lee, Ann|ann@x', '|bob@y']],
    ['Lee, Ann <ann@x>', ['Lee, Ann|ann@x']],
    ['=?utf-8?q?Lee=2C_Ann_=3Ceve=40z=3E?= <ann@x>', ['Lee, Ann <eve@z>|ann@x']],
    ['ann@x (Ann Lee)', ['Ann Lee|ann@x']],
    ['(a (nested) comment) ann@x', ['a (nested) comment|ann@x']],
    ['<user (comment)@ (comment) domain.example>', ['|user@domain.example']],
    ['<@a,@b:u@c>', ['|u@c']],
    ['Friends: ann@x, Bob <bob@y>; eve@z', ['|ann@x', 'Bob|bob@y', '|eve@z']],
    ['undisclosed-recipients:;', []],
    ['mailer-daemon', ['mailer-daemon|']],
    ['Mail System <MAILER-DAEMON>', ['Mail System|']],
    ['<root>', ['root|']],
    ['<>', []],
    ['ann@x; bob@y', ['|ann@x', '|bob@y']],
    ['Ann <ann@x> Bob <bob@y>', ['Ann|ann@x', 'Bob|bob@y']],
    ['"ann lee"@x', ['|"ann lee"@x']],
    ["'Ann' <'ann@x'>", ['Ann|ann@x']],
    ['ann@x <ann@x>', ['|ann@x']],
    ['ann @ x', ['|ann@x']],
    ['Ann Lee ann@x', ['Ann Lee|ann@x']],
    ['<mailto:ann@x>', ['|ann@x']],
    ['"unclosed <ann@x>', ['"unclosed|ann@x']],
    ['Ann <ann@x', ['Ann|ann@x']],
    ['=?utf-8?q?a=40b?= <x@y>', ['a@b|x@y']],
    ['Jøran <jøran@example.com>', ['Jøran|jøran@example.com']],
    [',,;, ,', []],
  ])('reads %s', (raw, expected) => {
    expect(show(raw)).toEqual(expected)
  })
  it('counts what is over the limit', () => {
    const list = parseAddressList(Array.from({ length: 1_500 }, (_, index) => `u${index}@x`).join(', '))
    expect([list.addresses.length, list.omitted]).toEqual([1_000, 500])
  })
})
