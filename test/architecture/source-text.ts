export type SourceParts = {
  /** The code with comments and the insides of strings blanked out; same length, same lines. */
  readonly code: string
  /** The insides of all strings and templates. */
  readonly strings: readonly string[]
}

const beforeRegex =
  /(?:^|[(,=:[!&|?{};\n+\-*%~^<>]|\b(?:return|typeof|case|in|of|void|delete|throw|new|await|yield))\s*$/

/**
 * Parts TypeScript into code, strings and comments, without a compiler.
 *
 * TypeScript 7 has no JavaScript API, and the rules here need no types.
 */
export function partSource(text: string): SourceParts {
  const strings: string[] = []
  let code = ''
  let at = 0
  const blank = (part: string) => part.replace(/[^\n]/g, ' ')
  while (at < text.length) {
    const sign = text[at] ?? ''
    const pair = text.slice(at, at + 2)
    if (pair === '//' || pair === '/*') {
      const end = pair === '//' ? indexOrEnd(text, '\n', at) : indexOrEnd(text, '*/', at) + 2
      code += blank(text.slice(at, end))
      at = end
    } else if (sign === "'" || sign === '"' || sign === '`') {
      const end = stringEnd(text, at, sign)
      const inner = text.slice(at + 1, end)
      strings.push(inner)
      code += sign + blank(inner) + sign
      at = end + 1
    } else if (sign === '/' && beforeRegex.test(code.slice(-40))) {
      const found = /^\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/.exec(text.slice(at))
      const length = found?.[0].length ?? 1
      code += found ? `/${' '.repeat(length - 1)}` : sign
      at += length
    } else {
      code += sign
      at += 1
    }
  }
  return { code, strings }
}

function indexOrEnd(text: string, what: string, from: number): number {
  const found = text.indexOf(what, from)
  return found === -1 ? text.length : found
}

/** The closing quote. In JSX text an apostrophe opens nothing: such a "string" ends with its line. */
function stringEnd(text: string, from: number, quote: string): number {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === quote) return at
    else if (quote !== '`' && text[at] === '\n') return at
  }
  return text.length
}

export type FoundImport = {
  readonly specifier: string
  /** `import type` or `export type`, erased before anything runs. */
  readonly typeOnly: boolean
  readonly reExport: boolean
}

/** Every static, dynamic and type import of a file. */
export function findImports(text: string): readonly FoundImport[] {
  const { code } = partSource(text)
  const found: FoundImport[] = []
  const add = (at: number, start: string) => {
    const quote = text[at] ?? ''
    const end = text.indexOf(quote, at + 1)
    found.push({
      specifier: text.slice(at + 1, end),
      typeOnly: /^(?:import|export)\s+type\b/.test(start),
      reExport: start.startsWith('export'),
    })
  }
  for (const match of code.matchAll(/^[ \t]*((?:import|export)\b[^'"`;=]*?\bfrom\s*)['"]/gm))
    add(match.index + match[0].length - 1, match[1] ?? '')
  for (const match of code.matchAll(/^[ \t]*(import\s*)['"]/gm))
    add(match.index + match[0].length - 1, 'import')
  for (const match of code.matchAll(/\bimport\(\s*['"]/g)) add(match.index + match[0].length - 1, 'import')
  return found
}
