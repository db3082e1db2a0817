import { expect, it } from 'vitest'
import { effortMs } from '#test/support/effort.ts'
import { contentIdsIn } from './content-ids.ts'

it.each([
  ['<img src="cid:logo@x">', ['logo@x']],
  ["<img src='CID:Logo@X'>", ['logo@x']],
  ['<td background=cid:a@x><img src=cid:b%40x>', ['a@x', 'b@x']],
  ['<p style="background:url(cid:c@x)">', ['c@x']],
  ['<img src="cid:100%">', ['100%']],
  ['<p>no picture</p>', []],
])('%s draws %j', (html, ids) => {
  expect([...contentIdsIn(html)]).toEqual(ids)
})

it('R-67: takes little time over a flood', async () => {
  expect(await effortMs(() => contentIdsIn('cid:'.repeat(500_000)), 200)).toBeLessThan(200)
})
