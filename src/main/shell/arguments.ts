/** What the command line asks of the app. */
export type StartArguments = {
  readonly dataDir: string | null
  readonly demo: boolean
}

/**
 * Reads the switches that are ours; everything else is Chromium's or nobody's.
 *
 * After `--` nothing counts: what the system hands over for a link or a file stands there.
 */
export function readArguments(argv: readonly string[]): StartArguments {
  const end = argv.indexOf('--')
  const switches = end === -1 ? argv : argv.slice(0, end)
  let dataDir: string | null = null
  for (const [index, argument] of switches.entries()) {
    if (argument.startsWith('--data=')) dataDir = argument.slice('--data='.length)
    else if (argument === '--data' && switches[index + 1]?.startsWith('--') !== true)
      dataDir = switches[index + 1] ?? null
  }
  return { dataDir: dataDir === '' ? null : dataDir, demo: switches.includes('--demo') }
}
