/**
 * The values of a header field, in order, unfolded (RFC 5322 §2.2.3); the name is compared without case.
 *
 * `block` is a header block as kept, one character per byte: encoded words and 8-bit text stay as they came. One pass, so
 * a hostile block costs no more than its length.
 */
export function headerValues(block: string, name: string): readonly string[] {
  const wanted = name.toLowerCase()
  const values: string[] = []
  let open = false
  for (const line of block.split('\n')) {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line
    if (text === '') break
    if (text.startsWith(' ') || text.startsWith('\t')) {
      if (open) values.push(`${values.pop() ?? ''}${text}`)
      continue
    }
    const colon = text.indexOf(':', 0)
    open = colon === wanted.length && text.slice(0, colon).toLowerCase() === wanted
    if (open) values.push(text.slice(colon + 1))
  }
  return values.map(value => value.trim())
}

/** A header field: its name in lower case, its value unfolded and trimmed. */
export type HeaderField = { readonly name: string; readonly value: string }

/** All fields of a header block, in order (RFC 5322 §2.2). Lines that are no field are passed over; one pass. */
export function headerFields(block: string): readonly HeaderField[] {
  const fields: { name: string; value: string }[] = []
  for (const line of block.split('\n')) {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line
    if (text === '') break
    const last = fields.at(-1)
    if (text.startsWith(' ') || text.startsWith('\t')) {
      if (last !== undefined) last.value += text
      continue
    }
    const colon = text.indexOf(':')
    fields.push({
      name: text.slice(0, Math.max(0, colon)).trim().toLowerCase(),
      value: text.slice(colon + 1),
    })
  }
  return fields.map(({ name, value }) => ({ name, value: value.trim() }))
}
