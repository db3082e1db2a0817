import { AppError } from '#shared/errors.ts'
import { defaultSettings, type Settings } from '#shared/settings.ts'
import type { Reader, Writer } from './handle.ts'

/** The user's choices; what was never chosen holds its default. */
export function getSettings(r: Reader): Settings {
  const rows = r.prepare<{ name: string; value: string }>('SELECT name, value FROM setting').all()
  const chosen = new Map(rows.map(row => [row.name, row.value]))
  const settings: Record<string, unknown> = { ...defaultSettings }
  for (const name of Object.keys(defaultSettings)) {
    const value = chosen.get(name)
    if (value !== undefined) settings[name] = JSON.parse(value)
  }
  return settings as Settings // each value was validated by the handler that stored it
}

/** Stores the given choices; the others stay. */
export function setSettings(w: Writer, change: Partial<Settings>): void {
  const put = w.prepare(
    'INSERT INTO setting(name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  )
  for (const [name, value] of Object.entries(change)) {
    if (value !== undefined) put.run(name, JSON.stringify(value))
  }
}

/**
 * Stores what the screen asks for. It can take trust in a link's host back, never give it: that follows a question that
 * the main process asks, so that a screen taken over by a mail can't open addresses unasked.
 *
 * @throws AppError 'invalid-request' when it names a host that isn't trusted yet
 */
export function changeSettings(w: Writer, change: Partial<Settings>): void {
  const known = new Set(getSettings(w).trustedLinkHosts)
  if (change.trustedLinkHosts?.some(host => !known.has(host)) === true)
    throw new AppError('invalid-request', 'trustedLinkHosts')
  setSettings(w, change)
}

const mostTrustedHosts = 1_000

/** Opens links to this host without a question from now on. Of very many, the oldest is forgotten. */
export function trustLinkHost(w: Writer, host: string): void {
  const known = getSettings(w).trustedLinkHosts
  if (known.includes(host)) return
  setSettings(w, { trustedLinkHosts: [...known, host].slice(-mostTrustedHosts) })
}
