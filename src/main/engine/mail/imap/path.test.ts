import { expect, it } from 'vitest'
import { toModifiedUtf7 } from './path.ts'

it.each([
  ['INBOX', 'INBOX'],
  ['Bills & more', 'Bills &- more'],
  ['Entwürfe', 'Entw&APw-rfe'],
  // The example of RFC 3501 §5.1.3.
  ['~peter/mail/台北/日本語', '~peter/mail/&U,BTFw-/&ZeVnLIqe-'],
  ['😀', '&2D3eAA-'],
])('writes %s as servers without UTF-8 know it', (path, encoded) => {
  expect(toModifiedUtf7(path)).toBe(encoded)
})
