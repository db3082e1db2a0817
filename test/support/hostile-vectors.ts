import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const corpus = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url))

/** Every vector of the xss-* sets, as text; none where the corpus is not beside the project. */
export function corpusVectors(): readonly string[] {
  if (!existsSync(corpus)) return []
  const texts: string[] = []
  for (const name of readdirSync(corpus).filter(entry => entry.startsWith('xss-'))) {
    for (const file of readdirSync(`${corpus}${name}`)) {
      collect(JSON.parse(readFileSync(`${corpus}${name}/${file}`, 'utf8')), texts)
    }
  }
  return texts
}

/** One set of the corpus by its path, parsed; null where the corpus is not beside the project. */
export function corpusJson(path: string): unknown {
  const file = `${corpus}${path}`
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}

function collect(value: unknown, into: string[]): void {
  if (typeof value === 'string') into.push(value)
  else if (Array.isArray(value)) for (const entry of value) collect(entry, into)
  else if (typeof value === 'object' && value !== null) {
    const { payload } = value as { payload?: unknown }
    if (payload === undefined) collect(Object.values(value), into)
    else collect(payload, into)
  }
}
