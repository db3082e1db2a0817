import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { AppError } from '#shared/errors.ts'
import { lookupOf } from './public-host.ts'

/** What a server answered: bytes, or another place to ask. */
export type ImageAnswer =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'redirect'; readonly location: string }

const bytesAtMost = 10_000_000

/** Nothing that tells one reader from another. */
const headers = {
  accept: 'image/avif,image/webp,image/png,image/jpeg,image/gif',
  'accept-encoding': 'identity',
}

/**
 * One GET at exactly this address; the URL's host names the certificate and the Host header only.
 *
 * @throws AppError `not-found` for an error status, `too-large`; Node's errors for the connection
 */
export function requestImage(
  url: URL,
  options: { readonly address: string; readonly signal: AbortSignal; readonly tlsTrust: string | undefined },
): Promise<ImageAnswer> {
  const { address, signal, tlsTrust } = options
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  const trust = tlsTrust === undefined ? {} : { ca: tlsTrust }

  return new Promise((resolve, reject) => {
    // `agent: false`: a connection of its own, so that no pool hands out one to an address nobody checked.
    const asking = request(
      url,
      { agent: false, headers, lookup: lookupOf(address), signal, ...trust },
      response => {
        const status = response.statusCode ?? 0
        const { location } = response.headers
        if (status >= 300 && status < 400 && location !== undefined) {
          response.destroy()
          resolve({ kind: 'redirect', location })
          return
        }
        if (status !== 200) {
          response.destroy()
          reject(new AppError('not-found', `status ${status}`))
          return
        }
        const chunks: Buffer[] = []
        let sizeBytes = 0
        response.on('data', (chunk: Buffer) => {
          sizeBytes += chunk.length
          chunks.push(chunk)
          if (sizeBytes <= bytesAtMost) return
          response.destroy()
          reject(new AppError('too-large'))
        })
        response.on('end', () => resolve({ kind: 'bytes', bytes: Buffer.concat(chunks) }))
        response.on('error', reject)
      },
    )
    asking.on('error', reject)
    asking.end()
  })
}
