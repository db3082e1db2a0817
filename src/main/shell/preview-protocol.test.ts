import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Session } from 'electron'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { plainPng, smallPdf } from '#test/support/attached-files.ts'
import { createPreviewProtocol, type PreviewProtocol } from './preview-protocol.ts'

let folder: string
let preview: PreviewProtocol
let ask: (url: string) => Promise<Response>
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-preview-'))
  preview = createPreviewProtocol()
  const handle = (_scheme: string, answer: (request: Request) => Promise<Response>) => {
    ask = url => answer({ url } as Request)
  }
  // Only the one function of a session that is used.
  preview.serve({ protocol: { handle } } as unknown as Session)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const file = (name: string, bytes: Buffer | string) => {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

it('R-39: serves an image as a page that may load that image and nothing else', async () => {
  const bytes = plainPng({ width: 40, height: 30 })
  const offered = await preview.offerImage(file('a.png', bytes))
  expect(offered).toMatchObject({ widthPx: 40, heightPx: 30 })
  expect(offered.url).toMatch(/^preview:\/\/p\/[0-9a-f]{32}\/$/)
  const page = await ask(offered.url)
  expect(page.headers.get('content-security-policy')).toBe(
    `default-src 'none'; img-src ${offered.url}; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; sandbox`,
  )
  expect(page.headers.get('x-content-type-options')).toBe('nosniff')
  const image = await ask(`${offered.url}file`)
  expect(image.headers.get('content-type')).toBe('image/png')
  expect(Buffer.from(await image.arrayBuffer()).equals(bytes)).toBe(true)
})

it.each([
  ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>', 'blocked'],
  ['a web page', '<!doctype html><script>x</script>', 'blocked'],
  ['a program', 'MZ\x90\0', 'blocked'],
  ['a PNG without a size', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'unreadable'],
  ['900 megapixels', plainPng({ width: 30_000, height: 30_000, claimed: true }), 'too-large'],
  ['a width of zero', plainPng({ width: 0, height: 10, claimed: true }), 'unreadable'],
])('R-39: shows no image where there is %s', async (_name, bytes, code) => {
  await expect(preview.offerImage(file('x.png', bytes))).rejects.toMatchObject({ code })
})

it('R-39: serves a PDF under its own name and type', async () => {
  const url = await preview.offerPdf(file('plan.pdf', smallPdf('x')))
  expect(url).toMatch(/^preview:\/\/p\/[0-9a-f]{32}\/document\.pdf$/)
  expect((await ask(url)).headers.get('content-type')).toBe('application/pdf')
})

it.each([
  'preview://p/',
  'preview://p/0123/',
  'preview://q/TOKEN/',
  'preview://p/TOKEN/../x',
  'preview://p/TOKEN/etc',
])('R-39: serves nothing on %s', async pattern => {
  const { url } = await preview.offerImage(file('a.png', plainPng({ width: 1, height: 1 })))
  const token = url.split('/')[3] ?? ''
  expect((await ask(pattern.replace('TOKEN', token))).status).toBe(404)
})
