import { request as requestHttps } from 'node:https'
import { toNetworkError } from '#engine/mail/network-errors.ts'
import { createHostCheck, type HostChecks, lookupOf } from '#engine/mail/remote/public-host.ts'
import { AppError } from '#shared/errors.ts'
import { secondMs } from '#shared/time.ts'

/** Asks a list's server to take the reader off: one POST (RFC 8058 §3.2). */
export type PostOneClick = (url: string, options: { readonly signal: AbortSignal }) => Promise<void>

const timeoutMs = 10 * secondMs
const redirectsAtMost = 2
/** The answer is not read for what it says; this much of it is taken in, so that it can end well. */
const answerBytesAtMost = 64 * 1024
const body = 'List-Unsubscribe=One-Click'

type Answer = { readonly status: number; readonly location: string | undefined }

/**
 * Creates the sender of one-click requests.
 *
 * https only, without cookies, referrer or anything else that tells one reader from another; each host is resolved here,
 * refused when any of its addresses isn't public, and connected to at exactly the address that was checked. A redirect is
 * followed where it repeats the POST (307, 308) and under the same rules; any other one is no confirmation, for RFC 8058
 * allows none. `mayConnect`, `resolve` and `tlsTrust` are for tests.
 *
 * The promise rejects with AppError `blocked`, `server-refused` (no confirmation), `host-not-found`, `connection-…`,
 * `tls-…` or `cancelled`.
 */
export function createPostOneClick(deps: HostChecks & { readonly tlsTrust?: string } = {}): PostOneClick {
  const addressOf = createHostCheck(deps)

  const send = async (url: URL, signal: AbortSignal, redirects: number): Promise<void> => {
    const { status, location } = await post(url, await addressOf(url), signal, deps.tlsTrust)
    if (status >= 200 && status < 300) return
    if ((status !== 307 && status !== 308) || location === undefined || redirects === redirectsAtMost)
      throw new AppError('server-refused', `status ${status}`)
    await send(checkUrl(location, url), signal, redirects + 1)
  }

  return async (address, options) => {
    const deadline = AbortSignal.timeout(timeoutMs)
    try {
      await send(checkUrl(address), AbortSignal.any([options.signal, deadline]), 0)
    } catch (error) {
      if (options.signal.aborted) throw new AppError('cancelled')
      if (deadline.aborted) throw new AppError('connection-timeout')
      throw toNetworkError(error)
    }
  }
}

function checkUrl(text: string, base?: URL): URL {
  const url = URL.canParse(text, base) ? new URL(text, base) : null
  if (url?.protocol !== 'https:') throw new AppError('blocked', 'scheme')
  if (url.username !== '' || url.password !== '') throw new AppError('blocked', 'credentials')
  url.hash = ''
  return url
}

/** One POST at exactly this address; the URL's host names the certificate and the Host header only. */
function post(url: URL, address: string, signal: AbortSignal, ca: string | undefined): Promise<Answer> {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
    'accept-encoding': 'identity',
  }
  return new Promise((resolve, reject) => {
    // A connection of its own, so that no pool hands out one to an address nobody checked.
    const options = {
      method: 'POST',
      agent: false,
      headers,
      lookup: lookupOf(address),
      signal,
      ...(ca ? { ca } : {}),
    }
    const asking = requestHttps(url, options, response => {
      const answer = { status: response.statusCode ?? 0, location: response.headers.location }
      let sizeBytes = 0
      response.on('data', (chunk: Buffer) => {
        sizeBytes += chunk.length
        if (sizeBytes <= answerBytesAtMost) return
        resolve(answer)
        response.destroy()
      })
      response.on('end', () => resolve(answer))
      response.on('error', reject)
    })
    asking.on('error', reject)
    asking.end(body)
  })
}
