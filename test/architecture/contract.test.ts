import { describe, expect, it } from 'vitest'
import { declaredMethods } from './contract-methods.ts'
import { partSource } from './source-text.ts'
import { readTree } from './source-tree.ts'

/** Method names that have an entry with both a schema and a handle, in the text of a handlers' file. */
function handledMethods(text: string): readonly string[] {
  const { code } = partSource(text)
  return [...code.matchAll(/^ {4}(?:'[^'\n]*'|[a-z]+): (?=\{)/gm)].flatMap(match => {
    const name = /'?([a-z][a-z/-]*)'?:/.exec(text.slice(match.index, match.index + match[0].length))?.[1]
    const end = code.indexOf('\n    }', match.index)
    const oneLine = code.indexOf('\n', match.index)
    const entry = code.slice(
      match.index,
      code.slice(match.index, oneLine).trimEnd().endsWith('},') ? oneLine : end,
    )
    return name !== undefined && /\bschema\b/.test(entry) && /\bhandle\b/.test(entry) ? [name] : []
  })
}

const contract = readTree('src/shared', ['contract.ts'])[0]?.text ?? ''
const handlers = readTree('src/main/engine/handlers', ['.ts']).filter(
  ({ path }) => !path.endsWith('.test.ts'),
)

describe('the contract', () => {
  const declared = [...declaredMethods(contract, 'Requests'), ...declaredMethods(contract, 'ShellRequests')]
  const handled = handlers.flatMap(({ text }) => handledMethods(text))

  it('declares each method once', () => {
    expect(declared.length).toBeGreaterThan(20)
    expect(new Set(declared).size).toBe(declared.length)
  })

  it('has one validated handler for each method, and none beside', () => {
    expect([...handled].sort()).toEqual([...declared].sort())
  })

  it('would miss a handler that lacks a schema', () => {
    const entry = (body: string) => `  return {\n    'a/b': {\n${body}    },\n  }\n`
    expect(handledMethods(entry('      schema: nothing,\n      handle: () => 1,\n'))).toEqual(['a/b'])
    expect(handledMethods(entry('      handle: () => 1,\n'))).toEqual([])
    expect(handledMethods("    'a/b': { schema: nothing, handle: () => 1 },\n")).toEqual(['a/b'])
    expect(handledMethods("    'a/b': { handle: () => 1 },\n")).toEqual([])
  })
})
