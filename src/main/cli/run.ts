import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { createEngine } from '#engine/engine.ts'
import { createFileLog } from '#engine/log.ts'
import type { AnyMethod, Params, Result } from '#shared/contract.ts'
import { defaultDataDir } from '#shared/data-dir.ts'
import { errorPlace } from '#shared/error-place.ts'
import { AppError, toErrorReport } from '#shared/errors.ts'
import { systemClock } from '#shared/time.ts'
import { accountCommands } from './account-commands.ts'
import { actionCommands } from './action-commands.ts'
import { type Arguments, type OptionName, readArguments } from './arguments.ts'
import type { Command } from './command.ts'
import { doctorCommand } from './doctor-command.ts'
import { errorSentence } from './error-sentences.ts'
import { journalCommands } from './journal-commands.ts'
import { listCommands } from './list-command.ts'
import { markCommands } from './mark-commands.ts'
import { createOutput, type Output } from './output.ts'
import { outboxCommand, sendCommand } from './send-command.ts'
import { showCommand } from './show-command.ts'
import { syncCommand } from './sync-command.ts'

const commands: readonly Command[] = [
  ...accountCommands,
  syncCommand,
  ...listCommands,
  showCommand,
  ...markCommands,
  ...actionCommands,
  ...journalCommands,
  sendCommand,
  outboxCommand,
  doctorCommand,
]
const everywhere: readonly OptionName[] = ['data', 'json', 'help']

/** What the command line gets from its process. */
export type CliProcess = {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly out: { readonly write: (text: string) => unknown }
  readonly err: { readonly write: (text: string) => unknown; readonly isTTY?: boolean | undefined }
  readonly version: string
  readonly mimeWorkerUrl: URL
  readonly attachmentWorkerUrl: URL
  readonly searchWorkerUrl: URL
  readonly signal: AbortSignal
}

/** Runs one command and answers the exit code, 0 or 1. Values go to `out`, everything else to `err`. */
export async function runCli(cli: CliProcess): Promise<number> {
  const json = cli.args.includes('--json')
  const output = createOutput({ out: cli.out, err: cli.err, json })
  try {
    const args = readArguments(cli.args)
    if (args.flag('help')) {
      cli.out.write(usage())
      return 0
    }
    const command = findCommand(args)
    if (command === undefined) {
      cli.err.write(usage())
      return 1
    }
    checkUse(command, args)
    return (await runCommand(command, args, cli, output)) ? 0 : 1
  } catch (error) {
    const { code, detail } = toErrorReport(error)
    output.note(errorSentence(code, detail))
    return 1
  }
}

async function runCommand(
  command: Command,
  args: Arguments,
  cli: CliProcess,
  output: Output,
): Promise<boolean> {
  const { env, signal } = cli
  const standard = defaultDataDir({ platform: process.platform, env, home: homedir() })
  const dataDir = resolve(args.text('data') ?? standard)
  const log = createFileLog({ dataDir, clock: systemClock })
  const engine = createEngine({
    dataDir,
    version: cli.version,
    clock: systemClock,
    log,
    mimeWorkerUrl: cli.mimeWorkerUrl,
    attachmentWorkerUrl: cli.attachmentWorkerUrl,
    // Only a sync stores enough to make a thread of its own worth its start.
    searchWorkerUrl: command.name === 'sync' ? cli.searchWorkerUrl : undefined,
    secretFallback: env.PARLEY_PASSWORD || undefined,
  })
  const ask = async <M extends AnyMethod>(method: M, params: Params<M>): Promise<Result<M>> => {
    const answer = await engine.handle(method, params, { signal, onChunk: () => {}, audience: 'shell' })
    return answer as Result<M> // the handler of a method answers in its type (engine/handlers)
  }
  try {
    const words = args.words.slice(command.name.split(' ').length)
    return await command.run({ engine, ask, args, words, output, env, signal })
  } catch (error) {
    if (toErrorReport(error).code === 'internal') {
      log.error('command-failed', { stack: errorPlace(error) })
    }
    throw error
  } finally {
    await engine.searchSettled()
    await engine.close()
  }
}

function findCommand({ words }: Arguments): Command | undefined {
  return commands.find(({ name }) => name === words.slice(0, name.split(' ').length).join(' '))
}

function checkUse(command: Command, args: Arguments): void {
  const wrong = args.given.find(name => !command.options.includes(name) && !everywhere.includes(name))
  if (wrong !== undefined) throw new AppError('invalid-request', `${command.name} takes no --${wrong}`)
  const words = args.words.length - command.name.split(' ').length
  const fits = command.words === 'some' ? words > 0 : words === command.words
  if (!fits) throw new AppError('invalid-request', `usage: ${command.usage}`)
}

function usage(): string {
  const lines = commands.map(({ usage: how, summary }) => `  ${how}\n      ${summary}\n`)
  return `Usage: npm run --silent cli -- COMMAND [--data DIR] [--json]\n\n${lines.join('')}
  --data DIR  the data folder; without it, the app's own
  --json      one JSON value per line on standard output; messages on standard error

Passwords come from the system's keychain; where it has none, from PARLEY_PASSWORD.\n`
}
