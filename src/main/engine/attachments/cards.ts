import ICAL from 'ical.js'
import type { ContactCard } from '#shared/attachment.ts'
import { safeText } from '#shared/safe-text.ts'
import { modernCardLine } from './card-lines.ts'
import type { RawContents } from './content.ts'
import { splitComponents } from './content-lines.ts'
import { attachmentLimits } from './limits.ts'
import { oneLine } from './text.ts'

/** Reads address cards: vCard 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350). Pictures and sounds are passed over. */
export function readCards(lines: readonly string[]): RawContents {
  const { components } = splitComponents(lines, 'VCARD')
  const cards: ContactCard[] = []
  let tried = 0
  for (const component of components) {
    if (cards.length >= attachmentLimits.cards || tried >= attachmentLimits.cards * 5) break
    tried += 1
    const card = readCard(component)
    if (card !== null) cards.push(card)
  }
  if (cards.length === 0) return { kind: 'unreadable' }
  return { kind: 'cards', cards, omitted: components.length - tried }
}

function readCard(lines: readonly string[]): ContactCard | null {
  const properties = lines.slice(1, 1_000).flatMap(line => readProperty(line) ?? [])
  const all = (name: string) =>
    properties.filter(property => property.name === name).flatMap(property => property.values)
  const first = (name: string) => all(name)[0] ?? ''
  const family = properties.find(property => property.name === 'n')?.structured ?? []
  const [last = '', given = '', middle = '', prefix = '', suffix = ''] = family
  const name =
    oneLine(first('fn')) || oneLine([prefix, given, middle, last, suffix].filter(Boolean).join(' '))
  const card = {
    name,
    organization: oneLine(all('org').filter(Boolean).join(', ')),
    title: oneLine(first('title') || first('role')),
    emails: distinct(all('email').map(value => value.replace(/^mailto:/i, ''))),
    phones: distinct(all('tel').map(value => value.replace(/^tel:/i, ''))),
    addresses: distinct(
      properties
        .filter(property => property.name === 'adr')
        .map(property => property.structured.filter(part => part.trim() !== '').join(', ')),
    ),
    note: safeText(first('note').slice(0, attachmentLimits.descriptionLength)),
  }
  const says = card.name || card.organization || card.emails[0] || card.phones[0]
  return says === undefined || says === '' ? null : card
}

type CardProperty = {
  readonly name: string
  readonly values: readonly string[]
  readonly structured: readonly string[]
}

const shown = new Set(['fn', 'n', 'org', 'title', 'role', 'email', 'tel', 'adr', 'note'])

function readProperty(line: string): CardProperty | null {
  const modern = modernCardLine(line)
  if (modern === null || !shown.has(modern.name)) return null
  try {
    const property = ICAL.Property.fromString(modern.line, ICAL.design.vcard)
    const values = property.getValues().flatMap(value => flatten(value))
    return { name: modern.name, values, structured: structuredOf(property.getFirstValue()) }
  } catch {
    return null
  }
}

/** A structured value (N, ADR) as its fields; a field of several values is joined. */
function structuredOf(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return typeof value === 'string' ? [value] : []
  return value.map(part => (Array.isArray(part) ? part.join(' ') : String(part)))
}

function flatten(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(part => flatten(part))
  return [value === null || value === undefined ? '' : String(value)]
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values.map(value => oneLine(value)).filter(value => value !== ''))].slice(0, 20)
}
