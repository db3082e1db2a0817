import { describe, expect, it } from 'vitest'
import * as rules from './house-rules.ts'
import { demoFiles, isTest, type SourceFile, scriptFiles, sourceFiles, testFiles } from './source-tree.ts'

const everything = [...sourceFiles, ...demoFiles, ...testFiles, ...scriptFiles]
const product = sourceFiles.filter(({ path }) => !isTest(path))
const tests = everything.filter(({ path }) => /\.(?:test|int\.test|e2e)\.tsx?$/.test(path))

const judge = (rule: rules.HouseRule, files: readonly SourceFile[]) => files.flatMap(file => rule(file))

/** What a rule says about a file with this text. */
const about = (rule: rules.HouseRule, text: string) => rule({ path: 'src/x.ts', text })

describe('house rules', () => {
  it('no file is longer than 400 lines', () => {
    expect(judge(rules.fileLength, everything)).toEqual([])
    expect(about(rules.fileLength, 'x\n'.repeat(401))).toHaveLength(1)
    expect(about(rules.fileLength, 'x\n'.repeat(400))).toHaveLength(0)
  })

  it('nothing imports through ../../', () => {
    expect(judge(rules.shortPaths, everything)).toEqual([])
    expect(
      about(rules.shortPaths, ['import { a }', "from '../", "../a.ts'"].join(' ').replace('../ ', '../')),
    ).toHaveLength(1)
    expect(about(rules.shortPaths, "import { a } from '../a.ts'")).toHaveLength(0)
  })

  it('every export has its name', () => {
    expect(judge(rules.namedExports, [...sourceFiles, ...demoFiles, ...testFiles])).toEqual([])
    expect(about(rules.namedExports, 'export default function a() {}')).toHaveLength(1)
    expect(about(rules.namedExports, 'export { a as default }')).toHaveLength(1)
  })

  it('there are no barrels', () => {
    expect(judge(rules.noBarrels, [...sourceFiles, ...demoFiles, ...testFiles])).toEqual([])
    for (const text of [
      "export * from './a.ts'",
      "export { a } from './a.ts'",
      "export type { A } from './a.ts'",
    ])
      expect(about(rules.noBarrels, text), text).toHaveLength(1)
    expect(about(rules.noBarrels, 'const a = 1\nexport { a }')).toHaveLength(0)
  })

  it('nothing is any', () => {
    expect(judge(rules.noAny, [...sourceFiles, ...demoFiles, ...testFiles])).toEqual([])
    for (const text of [
      'let a: any',
      'f(a as any)',
      'const a: any[] = []',
      'const m: Map<string, any> = x',
      'let a: string | any',
    ])
      expect(about(rules.noAny, `${text}\n`), text).toHaveLength(1)
    for (const text of [
      '// of any kind: any,',
      "const a = ': any'",
      'AbortSignal.any(a)',
      'f(b, any)',
      'const company: Many = 1',
    ])
      expect(about(rules.noAny, `${text}\n`).length, text).toBe(text === 'f(b, any)' ? 1 : 0)
  })

  it('nothing is left for later', () => {
    expect(judge(rules.noLeftovers, [...sourceFiles, ...demoFiles, ...scriptFiles])).toEqual([])
    expect(about(rules.noLeftovers, `// ${'TO'}DO: later`)).toHaveLength(1)
  })

  it('SQL stays in the store', () => {
    const outside = product.filter(({ path }) => !path.startsWith('src/main/engine/store/'))
    expect(judge(rules.noSql, [...outside, ...demoFiles])).toEqual([])
    const inside = product.filter(({ path }) => path.startsWith('src/main/engine/store/'))
    expect(judge(rules.noSql, inside).length).toBeGreaterThan(0)
    for (const text of [
      "db.prepare('SELECT a FROM b')",
      'run(`\n  insert into b (a) values (1)`)',
      "x('delete from b')",
      "x('PRAGMA journal_mode')",
    ])
      expect(about(rules.noSql, text), text).toHaveLength(1)
    for (const text of ["say('SELECT INBOX')", '// select a from b', "t('Select one')"])
      expect(about(rules.noSql, text), text).toHaveLength(0)
  })

  it('one file hands things to other programs', () => {
    const others = product.filter(({ path }) => path !== 'src/main/shell/open-outside.ts')
    expect(judge(rules.noWayOut, others)).toEqual([])
    expect(about(rules.noWayOut, 'await shell.openExternal(url)')).toHaveLength(1)
    expect(about(rules.noWayOut, 'void shell.openPath(file)')).toHaveLength(1)
  })

  it('the roads that the security checklist closes stay closed', () => {
    expect(judge(rules.noOpenRoads, product)).toEqual([])
    for (const text of [
      '{ sandbox: false }',
      '{ nodeIntegration: true }',
      '<b dangerouslySetInnerHTML={x} />',
      'eval (x)',
    ])
      expect(about(rules.noOpenRoads, text), text).toHaveLength(1)
  })

  it('tests neither skip nor sleep', () => {
    expect(judge(rules.honestTests, tests)).toEqual([])
    for (const text of [
      "it.only('x')",
      "describe.skip('x')",
      'await new Promise(r => setTimeout(r, 5))',
      'page.waitForTimeout(5)',
    ])
      expect(about(rules.honestTests, text), text).toHaveLength(1)
  })
})
