/** A person's name as the screen shows it. */
export type ShownName = {
  readonly name: string
  /** The name pretended to be another address: the real one is shown in its place. */
  readonly suspect: boolean
}

const addressLike = /[@\uff20\ufe6b]/u

/**
 * The name to show for a name and an address from a header.
 *
 * A name that holds an address is trusted only where it is the real one. Where there is no name, the address stands.
 */
export function shownName(name: string, address: string | null): ShownName {
  const trimmed = name.trim()
  if (trimmed === '') return { name: address ?? '', suspect: false }
  if (!addressLike.test(trimmed) || address === null) return { name: trimmed, suspect: false }
  const plain = trimmed.normalize('NFKC').toLowerCase()
  return { name: address, suspect: plain.replace(/^[<'"(]+|[>'")]+$/g, '') !== address.toLowerCase() }
}
