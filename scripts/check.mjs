import { bringDependencies } from './bring/dependencies.mjs'
import { main, say, took } from './bring/report.mjs'
import { tool } from './bring/run.mjs'

/** `npm run check [-- NAME …]`: everything that can be judged without running the app. All of it runs; any fault fails. */
const typescript = 'node_modules/typescript/bin/tsc'
const checks = [
  { name: 'types', script: typescript, args: ['--noEmit', '-p', '.'] },
  { name: 'types-shared', script: typescript, args: ['--noEmit', '-p', 'src/shared'] },
  { name: 'types-renderer', script: typescript, args: ['--noEmit', '-p', 'src/renderer'] },
  {
    name: 'style',
    script: 'node_modules/@biomejs/biome/bin/biome',
    args: ['ci', '--error-on-warnings', '--colors=off', '.'],
  },
  { name: 'layers', script: 'node_modules/oxlint/bin/oxlint', args: ['--deny-warnings'] },
  { name: 'dead-code', script: 'node_modules/knip/bin/knip.js', args: ['--no-progress'] },
  { name: 'lock-file', script: 'scripts/lock-file.mjs', args: [] },
  {
    name: 'architecture',
    script: 'node_modules/vitest/vitest.mjs',
    args: ['run', '--project', 'unit', '--passWithNoTests', '--reporter=dot', 'test/architecture'],
  },
]

await main(async () => {
  const names = process.argv.slice(2)
  const unknown = names.find(name => !checks.some(check => check.name === name))
  if (unknown) {
    say(`There is no check "${unknown}". There are: ${checks.map(check => check.name).join(', ')}.`)
    return 1
  }
  await bringDependencies()
  const results = []
  for (const { name, script, args } of checks) {
    if (names.length > 0 && !names.includes(name)) continue
    const startedAt = Date.now()
    const { code, stdout, stderr } = await tool(script, args, { output: 'keep', env: { NO_COLOR: '1' } })
    if (code !== 0) say(`\n── ${name} ${'─'.repeat(70 - name.length)}\n${stdout}${stderr}`)
    results.push({ name, code, time: took(startedAt) })
  }
  say('')
  for (const { name, code, time } of results) say(`${code === 0 ? '✓' : '✗'} ${name.padEnd(16)} ${time}`)
  return results.some(result => result.code !== 0) ? 1 : 0
})
