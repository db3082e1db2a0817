import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('../../src/main/cli.ts', import.meta.url))

export type CliOptions = {
  readonly dataDir: string
  /** Added to this process's environment; PARLEY_PASSWORD defaults to `secret`. */
  readonly env?: Readonly<Record<string, string>>
  readonly timeoutMs?: number
}

export type CliResult = {
  readonly code: number | null
  /** Where it was killed. */
  readonly killedBy: NodeJS.Signals | null
  /** Each line of standard output, parsed. */
  readonly values: readonly unknown[]
  readonly messages: string
  readonly seconds: number
  /** The most memory the process ever held (Linux: VmHWM), bytes; 0 where unknown. */
  readonly peakBytes: number
}

export type RunningCli = {
  readonly pid: number
  readonly ended: Promise<CliResult>
  kill(signal?: NodeJS.Signals): void
}

/** Starts the engine's command line on a data folder of its own and answers at once. */
export function startCli(args: readonly string[], options: CliOptions): RunningCli {
  const startedAt = performance.now()
  const child: ChildProcess = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', script, ...args, '--data', options.dataDir, '--json'],
    {
      env: { ...process.env, PARLEY_PASSWORD: 'secret', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let output = ''
  let messages = ''
  let peakBytes = 0
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    messages += text
  })
  const pid = child.pid ?? 0
  const measure = setInterval(() => {
    peakBytes = Math.max(peakBytes, peakMemory(pid))
  }, 20)
  const limit = setTimeout(() => child.kill('SIGKILL'), options.timeoutMs ?? 600_000)
  const onExit = () => child.kill('SIGKILL')
  process.once('exit', onExit)
  const ended = new Promise<CliResult>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, killedBy) => {
      clearInterval(measure)
      clearTimeout(limit)
      process.off('exit', onExit)
      const seconds = (performance.now() - startedAt) / 1000
      resolve({ code, killedBy, values: parseLines(output), messages, seconds, peakBytes })
    })
  })
  return { pid, ended, kill: (signal = 'SIGKILL') => void child.kill(signal) }
}

/** Runs a command to its end; throws with its messages where it fails. */
export async function runCli(args: readonly string[], options: CliOptions): Promise<CliResult> {
  const result = await startCli(args, options).ended
  if (result.code !== 0)
    throw new Error(
      `cli ${args.join(' ')} ended with ${result.code ?? result.killedBy}: ${result.messages}${lastLogLines(options.dataDir)}`,
    )
  return result
}

/** The end of the engine's own log, for the message of a failed test. */
function lastLogLines(dataDir: string): string {
  try {
    return readFileSync(join(dataDir, 'logs', 'engine.log'), 'utf8')
      .trim()
      .split('\n')
      .slice(-12)
      .join('\n')
  } catch {
    return ''
  }
}

/** A process's highest resident memory so far, bytes; 0 where the system doesn't tell. */
function peakMemory(pid: number): number {
  try {
    const found = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return Number(found?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}

/** A killed process leaves half a line behind: what can't be read is left out. */
function parseLines(output: string): readonly unknown[] {
  return output
    .split('\n')
    .filter(line => line.trim() !== '')
    .flatMap(line => {
      try {
        return [JSON.parse(line) as unknown]
      } catch {
        return []
      }
    })
}
