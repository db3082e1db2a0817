import type { z } from 'zod'
import type { AnyMethod, Chunk, Params, Result } from '#shared/contract.ts'

/** What a handler gets beside its parameters. */
export type HandlerContext<M extends AnyMethod> = {
  readonly signal: AbortSignal
  readonly onChunk: (chunk: Chunk<M>) => void
}

/** One method of the contract: what it takes, checked, and who answers. */
export type Handler<M extends AnyMethod> = {
  readonly schema: z.ZodType<Params<M>>
  readonly handle: (params: Params<M>, context: HandlerContext<M>) => Result<M> | Promise<Result<M>>
}

/** A handler for each of these methods: a missing one, or one too many, doesn't compile. */
export type HandlersOf<M extends AnyMethod> = { readonly [Name in M]: Handler<Name> }
