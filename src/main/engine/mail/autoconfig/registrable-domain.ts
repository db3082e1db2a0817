/** Second-level labels under which countries register names, e.g. `co.uk`; enough to raise a flag, not to trust. */
const secondLevels = new Set([
  'ac',
  'co',
  'com',
  'edu',
  'gob',
  'gov',
  'gv',
  'ltd',
  'me',
  'net',
  'ne',
  'nom',
  'or',
  'org',
  'plc',
  'sch',
])

/**
 * The part of a host name that its owner registered, by rule of thumb: two labels, three under `co.uk` and its like.
 *
 * Used to flag settings that point to another owner before a password goes there. An error costs a needless or a
 * missing flag; the hosts themselves are always shown.
 */
export function registrableDomain(host: string): string {
  const labels = host.toLowerCase().replace(/\.$/, '').split('.')
  const [second, last] = [labels.at(-2) ?? '', labels.at(-1) ?? '']
  const deep = labels.length > 2 && last.length === 2 && secondLevels.has(second)
  return labels.slice(deep ? -3 : -2).join('.')
}
