const letter = /\p{L}|\p{N}/u

/**
 * One or two capital letters that stand for a name: first and last word of it, else of the address.
 */
export function initialsOf(name: string, address: string | null): string {
  const words = (name.includes('@') ? '' : name)
    .split(/[\s,;/()"']+/u)
    .map(word => [...word].find(character => letter.test(character)))
    .filter(character => character !== undefined)
  const first = words[0] ?? [...(address ?? name)].find(character => letter.test(character))
  if (first === undefined) return '?'
  const last = words.length > 1 ? (words.at(-1) ?? '') : ''
  return (first + last).toLocaleUpperCase()
}
