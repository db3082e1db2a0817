import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { isIP } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createCertificate } from '#test/support/certificate.ts'
import { corpusJson } from '#test/support/hostile-vectors.ts'
import { createTempFolder } from '#test/support/temp-folder.ts'
import { createImageFetcher } from './fetch-image.ts'
import type { Resolve } from './public-host.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const { signal } = new AbortController()

/** Roundcube's own cases, where the corpus is beside the project. */
const recorded = (corpusJson('xss-roundcube/roundcube-local-urls.json') ?? []) as readonly {
  readonly url: string
  readonly local: boolean
}[]

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function serve(listener: RequestListener, tls?: { key: string; cert: string }) {
  const requests: IncomingMessage[] = []
  const listen: RequestListener = (request, response) => {
    requests.push(request)
    listener(request, response)
  }
  const server: Server | ReturnType<typeof createTlsServer> = tls
    ? createTlsServer(tls, listen)
    : createServer(listen)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.closeAllConnections()
    return new Promise(resolve => server.close(() => resolve()))
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { port: address.port, requests }
}

const sendPng: RequestListener = (_request, response) => response.end(png)
/** Loopback stands in for the public web. */
const mayConnect = (address: string) => address === '127.0.0.1'
const toLoopback: Resolve = async () => ['127.0.0.1']
const open = createImageFetcher({ mayConnect, resolve: toLoopback })

/** As the system resolves: an address means itself; names are in the table. */
const table: Readonly<Record<string, readonly string[]>> = {
  localhost: ['::1', '127.0.0.1'],
  'localhost.localdomain': ['127.0.0.1'],
  'localhost.': ['127.0.0.1'],
  'metadata.google.internal': ['169.254.169.254'],
  '127.0.0.1.nip.io': ['127.0.0.1'],
  'both.example': ['93.184.216.34', '10.0.0.1'],
}
const fakeDns: Resolve = async host => (isIP(host) ? [host] : (table[host] ?? ['93.184.216.34']))

describe('createImageFetcher', () => {
  it('brings an image, its type told by its bytes', async () => {
    const { port } = await serve((_request, response) =>
      response.setHeader('content-type', 'text/html').end(png),
    )
    expect(await open(`http://images.example:${port}/a.png`, { signal })).toEqual({
      type: 'image/png',
      bytes: png,
    })
  })

  it('tells the server nothing about the reader', async () => {
    const { port, requests } = await serve(sendPng)
    await open(`http://images.example:${port}/a?b=1#fragment`, { signal })
    const [request] = requests
    expect(request?.url).toBe('/a?b=1')
    expect(Object.keys(request?.headers ?? {}).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
    ])
  })

  it.each([
    'file:///etc/passwd',
    'ftp://images.example/a',
    'data:image/png;base64,AA==',
    'javascript:1',
    '//images.example/a',
    '\\\\host\\share\\a.png',
    'https://user:password@images.example/a',
    '',
    'https://',
    'https://[127.0.0.1]/a',
  ])('refuses %j', async url => {
    await expect(open(url, { signal })).rejects.toMatchObject({ code: 'blocked' })
  })

  it.each([
    'http://localhost.:8080/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::1]/',
    'http://127.0.0.1.nip.io/',
    'http://metadata.google.internal/',
    'https://both.example/',
    'http://169.254.169.254/latest',
    'https://[64:ff9b::a00:1]/',
  ])('never connects to %s', async url => {
    await expect(createImageFetcher({ resolve: fakeDns })(url, { signal })).rejects.toMatchObject({
      code: 'blocked',
    })
  })

  it('connects to the address that was checked, whatever the name says a moment later', async () => {
    const { port, requests } = await serve(sendPng)
    const resolve = vi.fn<Resolve>().mockResolvedValueOnce(['127.0.0.1']).mockResolvedValue(['203.0.113.9'])
    await createImageFetcher({ mayConnect, resolve })(`http://rebinding.example:${port}/`, { signal })
    expect(resolve).toHaveBeenCalledTimes(1)
    expect(requests[0]?.headers.host).toBe(`rebinding.example:${port}`)
  })

  it('checks the target of a redirect too', async () => {
    const outer = await serve((_request, response) =>
      response.writeHead(302, { location: 'http://internal.example/secret' }).end(),
    )
    const resolve: Resolve = async host => (host === 'internal.example' ? ['10.0.0.1'] : ['127.0.0.1'])
    const fetchImage = createImageFetcher({ mayConnect, resolve })
    await expect(fetchImage(`http://outer.example:${outer.port}/`, { signal })).rejects.toMatchObject({
      code: 'blocked',
      detail: 'private address',
    })
    expect(outer.requests).toHaveLength(1)
  })

  it('follows three redirects and no more', async () => {
    const chain =
      (hops: number): RequestListener =>
      (request, response) => {
        const hop = Number(request.url?.slice(1))
        if (hop < hops) response.writeHead(301, { location: `/${hop + 1}` }).end()
        else response.end(png)
      }
    const three = await serve(chain(3))
    await expect(open(`http://a.example:${three.port}/0`, { signal })).resolves.toMatchObject({
      type: 'image/png',
    })
    const four = await serve(chain(4))
    await expect(open(`http://a.example:${four.port}/0`, { signal })).rejects.toMatchObject({
      code: 'blocked',
    })
  })

  it.each([
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/png'],
    ['a page', '<!doctype html><script>1</script>', 'image/gif'],
    ['nothing', '', 'image/png'],
  ])('refuses %s whatever its type says', async (_name, body, type) => {
    const { port } = await serve((_request, response) => response.setHeader('content-type', type).end(body))
    await expect(open(`http://a.example:${port}/`, { signal })).rejects.toMatchObject({ code: 'blocked' })
  })

  it.runIf(recorded.length > 0).each(recorded)(
    'R-12: judges $url as local: $local',
    async ({ url, local }) => {
      const asked = createImageFetcher({ resolve: fakeDns })(url, { signal: AbortSignal.timeout(300) })
      const code = await asked.then(
        () => 'fetched',
        (error: { code: string }) => error.code,
      )
      if (local) expect(code).toBe('blocked')
      else expect(code).not.toBe('blocked')
    },
  )

  it('refuses what would unpack to gigabytes', async () => {
    const bomb = Buffer.from(png)
    bomb.writeUInt32BE(30_000, 16)
    bomb.writeUInt32BE(30_000, 20)
    const { port } = await serve((_request, response) => response.end(bomb))
    await expect(open(`http://a.example:${port}/`, { signal })).rejects.toMatchObject({ code: 'too-large' })
  })

  it('stops at 10 MB', async () => {
    const { port } = await serve((_request, response) => {
      response.write(png)
      response.end(Buffer.alloc(10_000_001))
    })
    await expect(open(`http://a.example:${port}/`, { signal })).rejects.toMatchObject({ code: 'too-large' })
  })

  it('answers not-found for an error status', async () => {
    const { port } = await serve((_request, response) =>
      response.writeHead(401, { 'www-authenticate': 'Basic' }).end(png),
    )
    await expect(open(`http://a.example:${port}/`, { signal })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('is cancelled with its signal', async () => {
    const controller = new AbortController()
    const { port } = await serve(() => controller.abort())
    await expect(open(`http://a.example:${port}/`, { signal: controller.signal })).rejects.toMatchObject({
      code: 'cancelled',
    })
  })

  it('checks certificates against the name, and never goes from https back to http', async () => {
    const folder = await createTempFolder('image')
    const { key, cert, ca } = await createCertificate(folder.path, { hosts: ['images.example'] })
    await folder.remove()
    const plain = await serve(sendPng)
    const secure = await serve(
      (request, response) => {
        if (request.url === '/down')
          response.writeHead(302, { location: `http://images.example:${plain.port}/` }).end()
        else response.end(png)
      },
      { key, cert },
    )
    const trusting = createImageFetcher({ mayConnect, resolve: toLoopback, tlsTrust: ca })
    await expect(trusting(`https://images.example:${secure.port}/`, { signal })).resolves.toMatchObject({
      type: 'image/png',
    })
    await expect(trusting(`https://other.example:${secure.port}/`, { signal })).rejects.toMatchObject({
      code: 'tls-wrong-host',
    })
    await expect(open(`https://images.example:${secure.port}/`, { signal })).rejects.toMatchObject({
      code: 'tls-untrusted',
    })
    await expect(trusting(`https://images.example:${secure.port}/down`, { signal })).rejects.toMatchObject({
      code: 'blocked',
    })
    expect(plain.requests).toHaveLength(0)
  })
})
