import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import type { Session } from 'electron'
import { screenPolicy, washerPolicy } from './csp.ts'

/** Where the screen is served from. */
export const screenUrl = 'app://parley/index.html'
/** Where the washer is served from. */
export const washerUrl = 'app://parley/washer.html'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
}

/**
 * The built files by the path they are asked for, read from the folder once.
 *
 * A request is looked up in this list and never turned into a path, so no spelling of `..` can leave it.
 */
function listBuiltFiles(folder: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !(extname(entry.name) in types)) continue
    const path = join(entry.parentPath, entry.name)
    files.set(`/${relative(folder, path).split(sep).join('/')}`, path)
  }
  return files
}

/** The file that an address of the screen stands for, or null. */
export function resolveBuiltFile(address: string, files: ReadonlyMap<string, string>): string | null {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    return null
  }
  if (url.protocol !== 'app:' || url.host !== 'parley') return null
  return files.get(url.pathname === '/' ? '/index.html' : url.pathname) ?? null
}

/** Serves the built screen on `app://parley/`, each document with its policy. */
export function serveApp(session: Session, folder: string): void {
  const files = listBuiltFiles(folder)
  session.protocol.handle('app', async request => {
    const path = resolveBuiltFile(request.url, files)
    if (path === null) return new Response('Not found', { status: 404 })
    const headers: Record<string, string> = {
      'content-type': types[extname(path)] ?? 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'x-dns-prefetch-control': 'off',
      'referrer-policy': 'no-referrer',
    }
    if (path.endsWith('.html')) {
      headers['content-security-policy'] = path.endsWith('washer.html') ? washerPolicy : screenPolicy
      headers['cache-control'] = 'no-store'
    }
    return new Response(new Uint8Array(await readFile(path)), { headers })
  })
}
