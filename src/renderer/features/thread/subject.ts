const prefix =
  /^\s*(?:re|fwd?|aw|wg|sv|vs|tr|rv|ref|antw|odp|pd|vb|doorst|i|r|回复|答复|转发)\s?(?:\[\d{1,3}\]|\(\d{1,3}\))?\s?[:：]/iu

/** A subject without reply and forward prefixes, for headings; the row keeps them. At most ten are taken off. */
export function plainSubject(subject: string): string {
  let plain = subject
  for (let taken = 0; taken < 10 && prefix.test(plain); taken += 1) plain = plain.replace(prefix, '')
  return plain.trim()
}
