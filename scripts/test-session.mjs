import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { main, say, took } from './bring/report.mjs'
import { tool } from './bring/run.mjs'
import { unlockKeyring } from './bring/secret-service.mjs'

/** Runs vitest's projects one after another inside the session that test.mjs made, and adds up. */
await main(async () => {
  const [projects, ...rest] = process.argv.slice(2)
  const endKeyring = await unlockKeyring()
  const reports = await mkdtemp(join(tmpdir(), 'parley-reports-'))
  const total = { passed: 0, failed: 0, skipped: 0 }
  try {
    for (const project of projects.split(',')) {
      say(`\n• Tests: ${project}`)
      const startedAt = Date.now()
      const counts = await runProject(project, rest, join(reports, `${project}.json`))
      for (const key of Object.keys(total)) total[key] += counts[key]
      say(`  ${project}: ${counts.passed} passed, ${counts.failed} failed in ${took(startedAt)}`)
    }
  } finally {
    await endKeyring()
    await rm(reports, { recursive: true, force: true })
  }
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`)
  return total.failed > 0 ? 1 : 0
})

async function runProject(project, rest, file) {
  const { code } = await tool(
    'node_modules/vitest/vitest.mjs',
    [
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      '--passWithNoTests',
      ...rest,
    ],
    { output: 'inherit' },
  )
  const report = await readFile(file, 'utf8')
    .then(JSON.parse)
    .catch(() => undefined)
  if (!report) {
    say(`  vitest ended with code ${code} and no report: counted as one failure`)
    return { passed: 0, failed: 1, skipped: 0 }
  }
  const broken = report.testResults.filter(
    suite => suite.status === 'failed' && !suite.assertionResults.some(test => test.status === 'failed'),
  ).length
  const failed = report.numFailedTests + broken
  return {
    passed: report.numPassedTests,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}
