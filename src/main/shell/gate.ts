import type { Session } from 'electron'
import { developmentPolicy } from './csp.ts'

const ownSchemes = new Set(['app:', 'mail:', 'preview:', 'blob:', 'data:', 'devtools:'])

/** What the gate needs to know. */
export type GateOptions = {
  /** The development server's origin, when there is one. */
  readonly developmentOrigin: string | null
  /** Beginnings of further addresses that this session needs: parts of Chromium itself. */
  readonly parts?: readonly string[]
  readonly onRefused: (kind: string) => void
}

/** Whether a page of ours may load this address: our own schemes, and the development server in development. */
export function mayLoad(address: string, developmentOrigin: string | null): boolean {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    return false
  }
  if (ownSchemes.has(url.protocol)) return true
  if (developmentOrigin === null) return false
  const development = new URL(developmentOrigin)
  return url.host === development.host && (url.protocol === development.protocol || url.protocol === 'ws:')
}

/**
 * Closes a session: no request leaves it but to our own schemes, and no permission is ever granted.
 *
 * The engine has the network; no renderer needs it.
 */
export function guardSession(session: Session, options: GateOptions): void {
  session.webRequest.onBeforeRequest((details, respond) => {
    const allowed =
      mayLoad(details.url, options.developmentOrigin) ||
      (options.parts ?? []).some(part => details.url.startsWith(part))
    if (!allowed) options.onRefused(details.resourceType)
    respond({ cancel: !allowed })
  })
  const { developmentOrigin } = options
  if (developmentOrigin !== null) {
    session.webRequest.onHeadersReceived({ urls: [`${developmentOrigin}/*`] }, (details, respond) => {
      const policy = developmentPolicy(developmentOrigin)
      respond({ responseHeaders: { ...details.responseHeaders, 'content-security-policy': [policy] } })
    })
  }
  session.setPermissionRequestHandler((_contents, _permission, respond) => respond(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', event => event.preventDefault())
  session.setSpellCheckerLanguages([])
}
