import { partSource } from './source-text.ts'
import type { SourceFile } from './source-tree.ts'

/** One rule of style.md that can be read off a file's text; answers what is wrong. */
export type HouseRule = (file: SourceFile) => readonly string[]

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length
}

/** Places in the code itself (comments and strings apart) that match. */
function inCode(pattern: RegExp, complaint: string): HouseRule {
  return ({ path, text }) => {
    const { code } = partSource(text)
    return [...code.matchAll(pattern)].map(match => `${path}:${lineOf(code, match.index)}: ${complaint}`)
  }
}

const longest = 400

/** Files stay below 400 lines. */
export const fileLength: HouseRule = ({ path, text }) => {
  const lines = text.trimEnd().split('\n').length
  return lines > longest ? [`${path}: ${lines} lines, at most ${longest}`] : []
}

/** `../../` says that a file knows another room's place by heart. */
export const shortPaths: HouseRule = ({ path, text }) =>
  [...text.matchAll(/\b(?:from|import)\s*\(?\s*['"](\.\.\/\.\.\/[^'"]*)['"]/g)].map(
    match => `${path}:${lineOf(text, match.index)}: import through #… instead of ${match[1]}`,
  )

/** A name decided once, where the thing is made. */
export const namedExports = inCode(/^export default\b|^export \{[^}]*\bas default\b/gm, 'no default export')

/** A barrel hides where things are. */
export const noBarrels = inCode(/^export (?:type )?(?:\*|\{[^}]*\})(?: as \w+)?\s+from\b/gm, 'no re-export')

/** `any` switches the compiler off. */
export const noAny = inCode(/(?::|\bas|<|\||,)\s*any\b(?!\s*[(:=?])(?:\[\])*\s*(?=[;,)=>|&\]}\n])/g, 'no any')

/** Work that is left stands in an issue. */
export const noLeftovers: HouseRule = ({ path, text }) =>
  [...text.matchAll(/(?:\/\/|\*)[^\n]*\b(TODO|FIXME|XXX|HACK)\b/g)].map(
    match => `${path}:${lineOf(text, match.index)}: no ${match[1]}`,
  )

const sql =
  /\bselect\s[\s\S]{1,300}?\bfrom\s+\w|\binsert\s+(?:or\s+\w+\s+)?into\s+\w|\bupdate\s+\w+\s+set\s|\bdelete\s+from\s+\w|\bcreate\s+(?:virtual\s+)?(?:table|index|trigger|view)\s|\bpragma\s+\w+/i

/** SQL belongs to engine/store. */
export const noSql: HouseRule = ({ path, text }) =>
  partSource(text)
    .strings.filter(string => sql.test(string))
    .map(string => `${path}: SQL outside the store: ${string.trim().slice(0, 60)}`)

/** Handing something to another program of this computer. */
export const noWayOut = inCode(
  /\bshell\s*\.\s*(?:openExternal|openPath)\b|\bopenExternal\s*\(/g,
  'only open-outside may hand anything to other programs',
)

/** Roads that Electron's checklist closes. */
export const noOpenRoads = inCode(
  /\bnodeIntegration\w*\s*:\s*true|\bcontextIsolation\s*:\s*false|\bwebSecurity\s*:\s*false|\bsandbox\s*:\s*false|\bwebviewTag\s*:\s*true|\bdangerouslySetInnerHTML\b|\beval\s*\(|\bnew Function\s*\(/g,
  'closed by the security checklist',
)

/** Tests run all, wait for conditions, and say what they check. */
export const honestTests = inCode(
  /\b(?:it|test|describe)\s*\.\s*(?:only|skip|todo|fails)\b|\bsetTimeout\s*\(\s*(?:resolve|r|done)\b|\bwaitForTimeout\s*\(/g,
  'no skipped test and no sleep',
)
