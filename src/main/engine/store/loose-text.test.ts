import { describe, expect, it } from 'vitest'
import { looseText } from './loose-text.ts'

const words = (html: string) => looseText(html).split(/\s+/).filter(Boolean)

describe('the loose text of HTML', () => {
  it('leaves out what no reader sees, and keeps what only looks like a tag', () => {
    const html =
      '<title>no</title><style>a<b{}</style><!-- <p>no</p> --><p>Is 3 < 4 & 5 > 4?</p><script>no</script>'
    expect(words(html)).toEqual(['Is', '3', '<', '4', '&', '5', '>', '4?'])
  })

  it('parts words at blocks and not at emphasis', () => {
    expect(words('<p>won<b>der</b>ful</p><p>day</p>a<br>b<td>c')).toEqual(['wonderful', 'day', 'a', 'b', 'c'])
  })

  it('reads references, those of letters with marks too', () => {
    expect(words('caf&eacute; Fu&szlig; na&iuml;ve &#x263a; a&nbsp;b so&shy;ap &unknown;')).toEqual([
      ...['café', 'Fuß', 'naïve', '☺', 'a', 'b', 'soap'],
    ])
  })

  it('keeps what stands behind an element that is never closed', () => {
    expect(words('<style>p{} <p>after</p>')).toEqual(['p{}', 'after'])
    expect(words('before <!-- open <p>after</p>')).toEqual(['before', 'after'])
  })

  it.each(['<!--', '<style>', '<script>x', '<', '<a', '&', '</style', '<title><!--'])(
    'takes time in proportion to its length with much %s',
    piece => {
      const time = (length: number) => {
        const html = piece.repeat(Math.ceil(length / piece.length))
        const startedAt = process.cpuUsage()
        looseText(html)
        const { user, system } = process.cpuUsage(startedAt)
        return (user + system) / 1_000
      }
      time(100_000)
      expect(time(1_600_000)).toBeLessThan(Math.max(400, 100 * time(100_000)))
    },
  )
})
