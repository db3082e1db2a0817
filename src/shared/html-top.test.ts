import { describe, expect, it } from 'vitest'
import { htmlTop, largeHtml } from './html-top.ts'

const letter = (bytes: number, head = '') =>
  `<html><head>${head}</head><body>${'<p>A line of the letter.</p>'.repeat(bytes / 28)}</body></html>`

describe('the top of a large document', () => {
  it('is nothing of its own where the whole is as quick', () => {
    expect(htmlTop(letter(largeHtml / 2))).toBeNull()
  })

  it('ends between two tags, far from the end', () => {
    const html = letter(500_000)
    const top = htmlTop(html) ?? ''
    expect(html.startsWith(top)).toBe(true)
    expect(top.length).toBeGreaterThan(50_000)
    expect(top.length).toBeLessThan(70_000)
    expect(html.charAt(top.length)).toBe('<')
  })

  it('counts from the body, however long the head is', () => {
    const head = `<style>${'.a{color:red}'.repeat(10_000)}</style>`
    const top = htmlTop(letter(800_000, head)) ?? ''
    expect(top.length).toBeGreaterThan(head.length + 50_000)
  })

  it('is left alone where so little would remain that nothing is gained', () => {
    expect(htmlTop(`<body>${'x'.repeat(200_000)}<p>end</p>`)).toBeNull()
  })
})
