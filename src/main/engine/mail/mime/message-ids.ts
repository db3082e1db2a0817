import { mimeLimits } from './limits.ts'

/**
 * The message ids of a Message-ID, In-Reply-To or References value, without angle brackets, in order, each once.
 *
 * Words around bracketed ids are comments ("Your message of …"). Without any brackets, words that hold an `@` count
 * (RFC 5322 §3.6.4, §4.5.4). Over the limit the first and last ids stay.
 */
export function parseMessageIds(raw: string): readonly string[] {
  const ids = new Set<string>()
  let at = raw.indexOf('<')
  while (at >= 0) {
    const end = raw.indexOf('>', at + 1)
    if (end < 0) break
    // "<a <b@c>": the inner one is meant.
    const start = raw.lastIndexOf('<', end)
    const id = cleanId(raw.slice(start + 1, end))
    if (id !== '') ids.add(id)
    at = raw.indexOf('<', end + 1)
  }
  if (ids.size === 0)
    for (const word of raw.split(/[\s,<>]+/))
      if (word.includes('@') && word.length <= mimeLimits.messageIdLength) ids.add(cleanId(word))
  const list = [...ids]
  if (list.length <= mimeLimits.references) return list
  return [...list.slice(0, mimeLimits.referencesKept), ...list.slice(-mimeLimits.referencesKept)]
}

/** The one id of a Message-ID header, or null. Ids without `@` are kept: they still name exactly one mail. */
export function parseMessageId(raw: string | undefined): string | null {
  if (raw === undefined) return null
  const bracketed = parseMessageIds(raw)[0]
  if (bracketed !== undefined) return bracketed
  const bare = cleanId(raw)
  return bare === '' ? null : bare
}

function cleanId(raw: string): string {
  if (raw.length > mimeLimits.messageIdLength) return ''
  return raw.replace(/[\x00-\x20\x7f-\xa0<>]+/g, '')
}
