import { createHash } from 'node:crypto'
import { resolve } from 'node:path'

/** The name under which the default data folder's secrets are kept. */
const appId = 'app.parley.desktop'

/** The keychain's service name for a data folder: two folders never see each other's secrets. */
export function serviceName(dataDir: string, defaultDir: string): string {
  const folder = resolve(dataDir)
  if (folder === resolve(defaultDir)) return appId
  return `${appId}.${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`
}
