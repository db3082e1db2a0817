import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder. */
export const projectRoot = fileURLToPath(new URL('../../', import.meta.url))

export type SourceFile = {
  /** From the project's folder, with forward slashes. */
  readonly path: string
  readonly text: string
}

/** All files below a folder whose names end like this, or none where the folder is not there yet. */
export function readTree(folder: string, endings: readonly string[]): readonly SourceFile[] {
  let names: readonly string[]
  try {
    names = readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
  } catch {
    return []
  }
  return names
    .filter(name => endings.some(ending => name.endsWith(ending)) && !name.includes('node_modules'))
    .map(name => join(projectRoot, folder, name))
    .map(path => ({
      path: relative(projectRoot, path).split(sep).join('/'),
      text: readFileSync(path, 'utf8'),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

const code = ['.ts', '.tsx']
/** The product's own code. */
export const sourceFiles = readTree('src', code).filter(({ path }) => !path.endsWith('.d.ts'))
export const demoFiles = readTree('demo', code)
export const testFiles = readTree('test', code)
export const scriptFiles = readTree('scripts', ['.mjs', '.js', '.ts'])

/** Tests beside the code answer to no layer. */
export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path)

const aliases: readonly (readonly [string, string])[] = [
  ['#shared/', 'src/shared/'],
  ['#engine/', 'src/main/engine/'],
  ['#shell/', 'src/main/shell/'],
  ['#preload/', 'src/preload/'],
  ['#renderer/', 'src/renderer/'],
  ['#demo/', 'demo/'],
  ['#test/', 'test/'],
]

/** Where an import leads: a path in the project, or the name of a package. */
export function resolveImport(
  from: string,
  specifier: string,
): { readonly path: string } | { readonly package: string } {
  const plain = specifier.replace(/\?.*$/, '')
  if (plain.startsWith('.')) return { path: posix.normalize(posix.join(posix.dirname(from), plain)) }
  for (const [alias, folder] of aliases)
    if (plain.startsWith(alias)) return { path: folder + plain.slice(alias.length) }
  const parts = plain.split('/')
  return { package: plain.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? plain) }
}
