import type { SecretBackend } from '#shared/account.ts'
import type { Command } from './command.ts'

/** `doctor`: is everything whole, which versions run, where do secrets live. */
export const doctorCommand: Command = {
  name: 'doctor',
  usage: 'doctor',
  summary: 'checks the data folder, and tells versions and where passwords are kept',
  options: [],
  words: 0,
  run: async ({ ask, output }) => {
    await ask('secrets/retry', {})
    const report = await ask('doctor', {})
    const { jobs, integrity } = report
    const lines = [
      report.ok ? 'Everything is whole.' : 'Something is wrong:',
      ...integrity.map(line => `  ${line}`),
      `  rows that point nowhere: ${report.foreignKeys}`,
      `  attachments missing on disk: ${report.blobsMissing}; on disk without a message: ${report.blobsOrphaned}`,
      `  rows missing from the lists by mailbox and tag, or too many: ${report.wrongMembers}`,
      `  waiting for the server: ${jobs.ready}; given up: ${jobs.failed}`,
      `  Parley ${report.version}, Node ${report.node}, SQLite ${report.sqlite}, schema ${report.schemaVersion}`,
      `  passwords: ${describe(report.secrets)}`,
    ]
    output.value(report, lines.join('\n'))
    return report.ok
  },
}

function describe(backend: SecretBackend): string {
  if (backend.kind === 'keychain') return `in the ${backend.name}`
  if (backend.kind === 'vault') return `in a vault, ${backend.locked ? 'locked' : 'unlocked'}`
  return `kept for each session only, because the keychain is ${backend.reason === 'missing' ? 'missing' : 'closed'}`
}
