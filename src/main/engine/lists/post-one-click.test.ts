import type { IncomingMessage, RequestListener } from 'node:http'
import { createServer } from 'node:https'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Resolve } from '#engine/mail/remote/public-host.ts'
import { createCertificate, type TestCertificate } from '#test/support/certificate.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'
import { createPostOneClick } from './post-one-click.ts'

const { signal } = new AbortController()
const hosts = ['lists.example', 'other.example', 'internal.example']
let folder: TempFolder
let certificate: TestCertificate
const closers: (() => Promise<void>)[] = []

beforeAll(async () => {
  folder = await createTempFolder('lists')
  certificate = await createCertificate(folder.path, { hosts })
})
afterAll(() => folder.remove())
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

type Seen = { readonly request: IncomingMessage; readonly body: string }

/** A list's server on this computer; what was asked is kept. */
async function serve(listener: RequestListener) {
  const seen: Seen[] = []
  const server = createServer({ key: certificate.key, cert: certificate.cert }, (request, response) => {
    let body = ''
    request.on('data', chunk => {
      body += String(chunk)
    })
    request.on('end', () => {
      seen.push({ request, body })
      listener(request, response)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.closeAllConnections()
    return new Promise(resolve => server.close(() => resolve()))
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { port: address.port, seen }
}

const ok: RequestListener = (_request, response) => response.end('done')
const redirect =
  (status: number, location: string): RequestListener =>
  (_request, response) =>
    response.writeHead(status, { location }).end()

/** Loopback stands in for the public web; one name leads to a private address. */
const resolve: Resolve = async host => (host === 'internal.example' ? ['10.0.0.1'] : ['127.0.0.1'])
const mayConnect = (address: string) => address === '127.0.0.1'
const post = (url: string) =>
  createPostOneClick({ mayConnect, resolve, tlsTrust: certificate.ca })(url, { signal })

describe('leaving a list with one click (R-48)', () => {
  it('is one POST with the body of RFC 8058, and nothing that tells who reads', async () => {
    const { port, seen } = await serve(ok)
    await post(`https://lists.example:${port}/u?k=1#part`)
    expect(seen).toHaveLength(1)
    expect(seen[0]?.request).toMatchObject({ method: 'POST', url: '/u?k=1' })
    expect(seen[0]?.body).toBe('List-Unsubscribe=One-Click')
    const headers = seen[0]?.request.headers ?? {}
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded')
    expect(Object.keys(headers).sort()).toEqual([
      'accept-encoding',
      'connection',
      'content-length',
      'content-type',
      'host',
    ])
  })

  it.each([
    ['http://lists.example/u'],
    ['https://me:secret@lists.example/u'],
    ['file:///etc/passwd'],
    ['javascript:1'],
    ['https://'],
    [''],
  ])('goes nowhere for %j', async url => {
    await expect(post(url)).rejects.toMatchObject({ code: 'blocked' })
  })

  it.each([
    ['localhost', ['::1', '127.0.0.1']],
    ['127.0.0.1', ['127.0.0.1']],
    ['[::1]', ['::1']],
    ['router.example', ['192.168.0.1']],
    ['metadata.example', ['169.254.169.254']],
    ['both.example', ['93.184.216.34', '10.0.0.1']],
  ])('never connects to %s', async (host, addresses) => {
    const { port, seen } = await serve(ok)
    const send = createPostOneClick({ resolve: async () => addresses, tlsTrust: certificate.ca })
    await expect(send(`https://${host}:${port}/u`, { signal })).rejects.toMatchObject({ code: 'blocked' })
    expect(seen).toHaveLength(0)
  })

  it('connects to the address that was checked, whatever the name says a moment later', async () => {
    const { port, seen } = await serve(ok)
    const changing = vi.fn<Resolve>().mockResolvedValueOnce(['127.0.0.1']).mockResolvedValue(['10.0.0.1'])
    const send = createPostOneClick({ mayConnect, resolve: changing, tlsTrust: certificate.ca })
    await send(`https://lists.example:${port}/u`, { signal })
    expect(changing).toHaveBeenCalledTimes(1)
    expect(seen).toHaveLength(1)
  })

  it('repeats the POST where a redirect asks for that', async () => {
    const target = await serve(ok)
    const first = await serve(redirect(308, `https://other.example:${target.port}/u`))
    await post(`https://lists.example:${first.port}/`)
    expect(target.seen.map(({ request, body }) => [request.method, body])).toEqual([
      ['POST', 'List-Unsubscribe=One-Click'],
    ])
  })

  it.each([
    ['a private address', (port: number) => `https://internal.example:${port}/`],
    ['http', (port: number) => `http://other.example:${port}/`],
    ['a file', () => 'file:///etc/passwd'],
  ])('refuses a redirect to %s', async (_, location) => {
    const target = await serve(ok)
    const first = await serve(redirect(307, location(target.port)))
    await expect(post(`https://lists.example:${first.port}/`)).rejects.toMatchObject({ code: 'blocked' })
    expect(first.seen).toHaveLength(1)
    expect(target.seen).toHaveLength(0)
  })

  it('follows two redirects and no more', async () => {
    const { port, seen } = await serve((request, response) => {
      const hop = Number(request.url?.slice(1))
      response.writeHead(307, { location: `/${hop + 1}` }).end()
    })
    await expect(post(`https://lists.example:${port}/0`)).rejects.toMatchObject({ code: 'server-refused' })
    expect(seen).toHaveLength(3)
  })

  it.each([[301], [302], [303], [400], [403], [404], [500]])('takes %i for no confirmation', async status => {
    const target = await serve(ok)
    const { port } = await serve(redirect(status, `https://other.example:${target.port}/`))
    await expect(post(`https://lists.example:${port}/`)).rejects.toMatchObject({ code: 'server-refused' })
    expect(target.seen).toHaveLength(0)
  })

  it('reads no endless answer', async () => {
    const { port } = await serve((_request, response) => {
      const more = () => {
        while (response.write(Buffer.alloc(16_384)));
      }
      response.on('drain', more)
      more()
    })
    await post(`https://lists.example:${port}/`)
  })

  it('checks the certificate against the name', async () => {
    const { port, seen } = await serve(ok)
    await expect(post(`https://stranger.example:${port}/`)).rejects.toMatchObject({ code: 'tls-wrong-host' })
    const send = createPostOneClick({ mayConnect, resolve })
    await expect(send(`https://lists.example:${port}/`, { signal })).rejects.toMatchObject({
      code: 'tls-untrusted',
    })
    expect(seen).toHaveLength(0)
  })

  it('is cancelled with its signal', async () => {
    const controller = new AbortController()
    const { port } = await serve(() => controller.abort())
    const send = createPostOneClick({ mayConnect, resolve, tlsTrust: certificate.ca })
    await expect(send(`https://lists.example:${port}/`, { signal: controller.signal })).rejects.toMatchObject(
      { code: 'cancelled' },
    )
  })
})
