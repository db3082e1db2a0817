import { describe, expect, it, vi } from 'vitest'
import { AppError } from '#shared/errors.ts'
import { minuteMs } from '#shared/time.ts'
import type { FetchImage, RemoteImage } from './fetch-image.ts'
import { createSharedImages } from './shared-images.ts'

const image = (bytes = 10): RemoteImage => ({ type: 'image/png', bytes: new Uint8Array(bytes) })
const { signal } = new AbortController()

function setUp(fetchImage: FetchImage) {
  let now = 0
  const fetched = vi.fn(fetchImage)
  const open = createSharedImages(fetched, { clock: { now: () => now } })
  return {
    open: (url: string, own = signal) => open(url, { signal: own }),
    fetched,
    pass: (ms: number) => {
      now += ms
    },
  }
}

describe('createSharedImages (R-12)', () => {
  it('asks a server once for all who show the image', async () => {
    const { open, fetched } = setUp(async () => image())
    await Promise.all([open('https://a.example/'), open('https://a.example/')])
    await open('https://a.example/')
    expect(fetched).toHaveBeenCalledTimes(1)
  })

  it('asks again when ten minutes are over', async () => {
    const { open, fetched, pass } = setUp(async () => image())
    await open('https://a.example/')
    pass(11 * minuteMs)
    await open('https://a.example/')
    expect(fetched).toHaveBeenCalledTimes(2)
  })

  it('tells a failure again for a minute, and then asks anew', async () => {
    const { open, fetched, pass } = setUp(async () => {
      throw new AppError('connection-timeout')
    })
    await expect(open('https://a.example/')).rejects.toMatchObject({ code: 'connection-timeout' })
    await expect(open('https://a.example/')).rejects.toMatchObject({ code: 'connection-timeout' })
    expect(fetched).toHaveBeenCalledTimes(1)
    pass(2 * minuteMs)
    await expect(open('https://a.example/')).rejects.toMatchObject({ code: 'connection-timeout' })
    expect(fetched).toHaveBeenCalledTimes(2)
  })

  it('keeps six requests under way at most', async () => {
    const waiting: (() => void)[] = []
    const { open, fetched } = setUp(() => new Promise(resolve => waiting.push(() => resolve(image()))))
    const all = Array.from({ length: 20 }, (_, index) => open(`https://a.example/${index}`))
    await vi.waitFor(() => expect(fetched).toHaveBeenCalledTimes(6))
    for (let done = 0; done < 20; done += 1) {
      await vi.waitFor(() => expect(waiting.length).toBeGreaterThan(0))
      expect(fetched.mock.calls.length - done).toBeLessThanOrEqual(6)
      waiting.shift()?.()
      await Promise.resolve()
    }
    await Promise.all(all)
  })

  it('goes on for whoever still waits, and stops when nobody does', async () => {
    const signals: AbortSignal[] = []
    const { open } = setUp((_url, options) => {
      signals.push(options.signal)
      return new Promise(() => {})
    })
    const first = new AbortController()
    const second = new AbortController()
    const asked = [open('https://a.example/', first.signal), open('https://a.example/', second.signal)]
    await vi.waitFor(() => expect(signals).toHaveLength(1))
    first.abort()
    await expect(asked[0]).rejects.toMatchObject({ code: 'cancelled' })
    expect(signals[0]?.aborted).toBe(false)
    second.abort()
    await expect(asked[1]).rejects.toMatchObject({ code: 'cancelled' })
    expect(signals[0]?.aborted).toBe(true)
  })

  it('forgets the oldest images first when there are many', async () => {
    const { open, fetched } = setUp(async () => image(9_000_000))
    for (let index = 0; index < 8; index += 1) await open(`https://a.example/${index}`)
    await open('https://a.example/7')
    expect(fetched).toHaveBeenCalledTimes(8)
    await open('https://a.example/0')
    expect(fetched).toHaveBeenCalledTimes(9)
  })
})
