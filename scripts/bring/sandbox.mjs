import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Hint, say } from './report.mjs'
import { run } from './run.mjs'
import { howToElevate } from './system-packages.mjs'

/** Chromium's sandbox refuses to start as root; a window's own `sandbox: true` stays. */
export function rootSwitches() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
}

/**
 * Makes Chromium's sandbox possible where a system forbids user namespaces (Ubuntu since 23.10 does).
 *
 * Chromium then needs its helper owned by root with the setuid bit, in this very folder. The sandbox is
 * never switched off instead.
 */
export async function bringSandbox(executable) {
  if (process.platform !== 'linux' || process.getuid?.() === 0) return
  const probe = await run('unshare', ['--user', '--map-root-user', 'true'], { output: 'keep' })
  if (probe.code === 0 || probe.code === 127) return
  const helper = join(dirname(executable), 'chrome-sandbox')
  const { uid, mode } = await stat(helper)
  if (uid === 0 && (mode & 0o4000) !== 0) return
  const line = `chown root:root '${helper}' && chmod 4755 '${helper}'`
  const elevate = await howToElevate()
  if (elevate) {
    say("• Letting Chromium's sandbox helper work (this system forbids user namespaces)")
    const { code } = await run(elevate[0], [...elevate.slice(1), 'sh', '-c', line], { output: 'keep' })
    if (code === 0) return
  }
  throw new Hint(
    `This system forbids user namespaces, which Chromium's sandbox uses. Run this line, then start again:\n\n  sudo sh -c "${line}"\n`,
  )
}
