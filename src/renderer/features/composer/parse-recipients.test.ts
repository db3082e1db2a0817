import { expect, test } from 'vitest'
import { endsRecipient, parseRecipients } from './parse-recipients.ts'

const short = (text: string) =>
  parseRecipients(text).map(({ name, address, valid }) => `${name}|${address}${valid ? '' : '|invalid'}`)

test.each([
  ['ada@lund.example', ['|ada@lund.example']],
  [' Ada Lund <ada@lund.example> ', ['Ada Lund|ada@lund.example']],
  ['"Lund, Ada" <ada@lund.example>, bo@berg.example', ['Lund, Ada|ada@lund.example', '|bo@berg.example']],
  ['a@b.example; c@d.example;', ['|a@b.example', '|c@d.example']],
  ['a@b.example\nc@d.example\r\n\r\ne@f.example', ['|a@b.example', '|c@d.example', '|e@f.example']],
  ['a@b.example c@d.example', ['|a@b.example', '|c@d.example']],
  ['"A \\"B\\" C" <a@b.example>', ['A "B" C|a@b.example']],
  ['mailto:a@b.example', ['|a@b.example']],
  ['Ada Lund', ['|Ada Lund|invalid']],
  ['ada@', ['|ada@|invalid']],
  ['<>', ['||invalid']],
  ['Ada <ada@lund.example', ['|Ada <ada@lund.example|invalid']],
  ['', []],
  [' ,; \n', []],
])('reads %j', (text, expected) => {
  expect(short(text)).toEqual(expected)
})

test('a comma ends a recipient, but not within quotes or brackets', () => {
  expect(endsRecipient('ada@lund.example,')).toBe(true)
  expect(endsRecipient('"Lund,')).toBe(false)
  expect(endsRecipient('Ada <ada,')).toBe(false)
  expect(endsRecipient(',')).toBe(false)
  expect(endsRecipient('ada')).toBe(false)
})
