import { expect, it } from 'vitest'
import { readCopyUid } from './copy-uid.ts'

it('reads which message got which UID, in the order of the sets', () => {
  expect(readCopyUid('* OK [COPYUID 38505 304,319:320 3956:3958] Done', 3)).toEqual({
    uidValidity: '38505',
    uids: new Map([
      [304, 3956],
      [319, 3957],
      [320, 3958],
    ]),
  })
})

it.each([
  ['* OK [UIDNEXT 4] next'],
  ['* OK [COPYUID 1 1:3 7:8] sets of different lengths'],
  ['* OK [COPYUID 1 1:4294967295 1:4294967295] more than anybody asked for'],
])('passes over %s', line => {
  expect(readCopyUid(line, 10)).toBeNull()
})
