/**
 * Splits a calendar or an address book (RFC 5545 §3.1, RFC 6350 §3.2) into unfolded lines, in linear time; empty ones are
 * left out.
 */
export function contentLines(text: string): readonly string[] {
  const lines: string[] = []
  let pieces: string[] = []
  for (const line of text.split('\n')) {
    if (line.startsWith(' ') || line.startsWith('\t')) {
      pieces.push(line.slice(1))
      continue
    }
    if (pieces.length > 0) lines.push(pieces.join(''))
    pieces = [line]
  }
  lines.push(pieces.join(''))
  return lines.filter(line => line !== '')
}

/** A component's own lines, its begin and end included, and the lines around it. */
export type SplitComponents = {
  readonly components: readonly (readonly string[])[]
  readonly rest: readonly string[]
}

/** Takes the components of a name (`VEVENT`) out of the lines; one that never ends runs to the end. */
export function splitComponents(lines: readonly string[], name: string): SplitComponents {
  const begin = `BEGIN:${name}`
  const end = `END:${name}`
  const components: string[][] = []
  const rest: string[] = []
  let open: string[] | null = null
  for (const line of lines) {
    const word = line.length <= 40 ? line.trim().toUpperCase() : ''
    if (open === null && word === begin) {
      open = [line]
      components.push(open)
    } else if (open === null) rest.push(line)
    else {
      open.push(line)
      if (word === end) open = null
    }
  }
  if (open !== null) open.push(end)
  return { components, rest }
}
