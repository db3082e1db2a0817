import type { Engine } from '#engine/engine.ts'
import type { AnyMethod, Params, Result } from '#shared/contract.ts'
import type { Arguments, OptionName } from './arguments.ts'
import type { Output } from './output.ts'

/** What a command works with. */
export type CommandContext = {
  readonly engine: Engine
  /** Asks the engine as the shell may. */
  readonly ask: <M extends AnyMethod>(method: M, params: Params<M>) => Promise<Result<M>>
  readonly args: Arguments
  /** The words after the command's name. */
  readonly words: readonly string[]
  readonly output: Output
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
}

/** One command of the command line. */
export type Command = {
  readonly name: string
  readonly usage: string
  readonly summary: string
  readonly options: readonly OptionName[]
  /** How many words follow the name; 'some' is one or more. */
  readonly words: number | 'some'
  /** Returns whether all is well: the exit code. */
  readonly run: (context: CommandContext) => Promise<boolean>
}
