const breakLine = (line: string, width: number, joint: string): readonly string[] => {
  const lines: string[] = []
  let current = ''
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + 1 + word.length > width) {
      lines.push(current + joint)
      current = word
    } else current = current === '' ? word : `${current} ${word}`
  }
  return [...lines, current]
}

/** Breaks long lines at spaces; quoted lines and lines that begin with a space stay as they are. */
export const wrapHard = (text: string, width: number): string =>
  text
    .split('\n')
    .flatMap(line => (/^[>\s]/.test(line) ? [line] : breakLine(line, width, '')))
    .join('\n')

/** Breaks long lines for format=flowed: a space before the break says that the line goes on (RFC 3676). */
export const wrapFlowed = (text: string): string =>
  text
    .split('\n')
    .flatMap(line => {
      if (line === '-- ' || line.startsWith('>')) return [line]
      const stuffed = /^( |From )/.test(line) ? ` ${line}` : line.trimEnd()
      return breakLine(stuffed, 72, ' ')
    })
    .join('\n')

/** A text behind one more level of quote marks; levels deeper than `deepest` are dropped. */
export const quote = (text: string, deepest: number): string =>
  text
    .trimEnd()
    .split('\n')
    .map(line => (line.startsWith('>') ? `>${line}` : line === '' ? '>' : `> ${line}`))
    .filter(line => (/^>+/.exec(line)?.[0].length ?? 0) <= deepest)
    .join('\n')
