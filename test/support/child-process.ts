import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Spawns a process that doesn't outlive this one. */
export function spawnBound(command: string, args: readonly string[]): ChildProcess {
  const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find(existsSync)
  const child = setpriv
    ? spawn(setpriv, ['--pdeathsig', 'TERM', '--', command, ...args], { stdio: 'ignore' })
    : spawn(command, args, { stdio: 'ignore' })
  const onExit = () => child.kill('SIGTERM')
  process.once('exit', onExit)
  child.once('exit', () => process.off('exit', onExit))
  child.on('error', () => undefined)
  return child
}

/** Ends a process politely, after five seconds for good, and waits until it is gone. */
export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  const hard = setTimeout(() => child.kill('SIGKILL'), 5_000)
  await ended
  clearTimeout(hard)
}

/** Runs a command to its end and returns what it printed; throws with its messages where it fails. */
export function runWithInput(
  command: string,
  args: readonly string[],
  input: string | Buffer,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(command, args, { maxBuffer: 1 << 30 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${command} ${args.join(' ')}: ${stderr}`, { cause: error }))
      else resolve(stdout)
    })
    // A command that ended early has said why through its exit code.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input)
  })
}
