import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectNode } from './project.mjs'
import { Hint } from './report.mjs'
import { run, toolEnvironment } from './run.mjs'

/**
 * A session of one's own for tests: its own D-Bus, its own unlocked keyring, its own settings folders.
 *
 * The user's keyring and the user's Parley are out of reach: XDG_CONFIG_HOME and XDG_DATA_HOME point
 * into a temporary folder, which is removed at the end.
 */

/** Runs a script of ours (Node 24) in such a session; on systems without D-Bus just runs it. */
export async function runInSession(script, args, env) {
  if (process.platform !== 'linux') {
    return run(projectNode, [script, ...args], { output: 'inherit', env: toolEnvironment(env) })
  }
  const home = await mkdtemp(join(tmpdir(), 'parley-session-'))
  try {
    for (const name of ['config', 'data', 'keyring']) await mkdir(join(home, name), { mode: 0o700 })
    const own = {
      XDG_CONFIG_HOME: join(home, 'config'),
      XDG_DATA_HOME: join(home, 'data'),
      PARLEY_KEYRING_CONTROL: join(home, 'keyring'),
    }
    return await run('dbus-run-session', ['--', projectNode, script, ...args], {
      output: 'inherit',
      env: toolEnvironment({ ...env, ...own }),
    })
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 }).catch(() => {})
  }
}

/** Inside that session: starts gnome-keyring with an unlocked collection. Returns the function that ends it. */
export async function unlockKeyring() {
  const control = process.env.PARLEY_KEYRING_CONTROL
  if (!control) return () => {}
  const daemon = spawn(
    'gnome-keyring-daemon',
    ['--unlock', '--foreground', '--components=secrets', `--control-directory=${control}`],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  )
  let said = ''
  daemon.stderr.setEncoding('utf8').on('data', text => {
    said += text
  })
  daemon.once('error', () => {})
  daemon.stdin.end('a password for tests')
  const ownsName = [
    '--session',
    '--print-reply',
    '--dest=org.freedesktop.DBus',
    '/org/freedesktop/DBus',
    'org.freedesktop.DBus.NameHasOwner',
    'string:org.freedesktop.secrets',
  ]
  const deadline = Date.now() + 20_000
  for (;;) {
    const { stdout } = await run('dbus-send', ownsName, { output: 'keep' })
    if (stdout.includes('boolean true')) break
    if (Date.now() > deadline || daemon.exitCode !== null) {
      throw new Hint(`The Secret Service for tests (gnome-keyring) did not start.\n${said.trim()}`)
    }
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  return async () => {
    if (daemon.exitCode !== null || daemon.signalCode !== null) return
    daemon.kill('SIGTERM')
    await once(daemon, 'exit')
  }
}
