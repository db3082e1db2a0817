import type { ImapFlow } from 'imapflow'
import { AppError } from '#shared/errors.ts'
import { imapLimits } from './limits.ts'

/** One part of a command as imapflow's compiler takes it. */
export type CommandPart =
  | {
      readonly type: 'ATOM' | 'SEQUENCE' | 'STRING' | 'LITERAL'
      readonly value: string
      readonly section?: readonly CommandPart[]
      readonly partial?: readonly number[]
    }
  | readonly CommandPart[]

/**
 * Looks at one response line while a command runs. Literals were taken out of the line; `{n}` stays in it.
 *
 * Returns whether it took the line; a promise holds the connection back until it resolves, down to the server.
 */
export type LineHandler = (line: Buffer, literals: readonly Buffer[]) => boolean | Promise<boolean>

/** Whether our own side keeps the server silent right now: a handler that holds it back, or a long upload. */
export type LaneActivity = {
  readonly isHeld: () => boolean
  /** Until this work is done, the server has no reason to say anything. */
  readonly holdWhile: <T>(work: () => Promise<T>) => Promise<T>
}

const lane = Symbol('lane')

/** The parts of imapflow 2.1.2 behind its public type that the lane stands on; `lane.test.ts` fails when they change. */
type Internals = {
  handleResponse: (data: {
    readonly payload: Buffer
    readonly literals: readonly Buffer[]
  }) => Promise<boolean>
  currentRequest: false | { readonly options?: { readonly [lane]?: LineHandler } }
  failProtocol: (error: Error) => void
  preCheck?: false | (() => Promise<unknown>)
  exec: (
    command: string,
    attributes: readonly CommandPart[],
    options: { readonly [lane]?: LineHandler },
  ) => Promise<{ next: () => void; response: ImapResponse }>
}

/** A tagged response as far as it is read here. */
type ImapResponse = { readonly attributes?: readonly unknown[] }

/**
 * Lets chosen responses pass by imapflow's tokenizer.
 *
 * imapflow 2.1.2 tokenizes every response into objects and compiles it again for its log, also where logging is off:
 * for 20,000 messages that costs more than everything else together. Lines that the running command's handler takes
 * skip both; all others go the usual way, so that state, limits and events of the library stay its own.
 */
export function installLane(client: ImapFlow): LaneActivity {
  let held = 0
  let untagged = 0
  const internals = client as unknown as Internals // handleResponse is marked @internal and left out of its type
  const usual = internals.handleResponse.bind(client)
  internals.handleResponse = async data => {
    const request = internals.currentRequest
    const handler = request === false ? undefined : request.options?.[lane]
    // an untagged response: `* `
    if (handler !== undefined && data.payload[0] === 0x2a) {
      const taken = handler(data.payload, data.literals)
      if (taken === true) return true
      if (taken !== false) {
        held += 1
        try {
          if (await taken) return true
        } finally {
          held -= 1
        }
      }
    }
    // Nobody asked for so much: a server that floods costs its connection.
    untagged = data.payload[0] === 0x2a ? untagged + 1 : 0
    if (untagged > imapLimits.untaggedResponses) {
      internals.failProtocol(new AppError('protocol-violation', 'flood'))
      return false
    }
    return usual(data)
  }
  return {
    isHeld: () => held > 0,
    holdWhile: async work => {
      held += 1
      try {
        return await work()
      } finally {
        held -= 1
      }
    },
  }
}

/**
 * Runs a command whose untagged responses go to `onLine` first. IDLE, where it runs, is ended before.
 *
 * When `onLine` throws, the rest of the answer is passed over and the error thrown at its end: our own trouble must not
 * cost the connection. Answers the response code of the tagged OK as text, `[COPYUID 1 2 3]`; '' where it has none.
 *
 * @throws what imapflow throws: see errors.ts
 */
export async function execWithLane(
  client: ImapFlow,
  command: string,
  attributes: readonly CommandPart[],
  onLine: LineHandler,
): Promise<string> {
  const internals = client as unknown as Internals // exec is marked @internal and left out of its type
  await endIdle(client)
  let failure: { readonly error: unknown } | null = null
  const guarded: LineHandler = (line, literals) => {
    if (failure !== null) return literals.length > 0
    try {
      const taken = onLine(line, literals)
      if (typeof taken === 'boolean') return taken
      return taken.catch(error => {
        failure = { error }
        return true
      })
    } catch (error) {
      failure = { error }
      return true
    }
  }
  const { next, response } = await internals.exec(command, attributes, { [lane]: guarded })
  next()
  throwIfSet(failure)
  return codeText(response)
}

/** `[CODE argument …]` as imapflow leaves it on a parsed response. */
function codeText({ attributes }: ImapResponse): string {
  const first = attributes?.[0]
  if (typeof first !== 'object' || first === null || !('section' in first)) return ''
  const { section } = first
  if (!Array.isArray(section)) return ''
  const words = section.map((part: unknown) =>
    typeof part === 'object' && part !== null && 'value' in part ? String(part.value) : '',
  )
  return `[${words.join(' ')}]`
}

/** Ends a running IDLE and waits until the server has agreed. */
export async function endIdle(client: ImapFlow): Promise<void> {
  const { preCheck } = client as unknown as Internals // preCheck is marked @internal and left out of its type
  if (typeof preCheck === 'function') await preCheck()
}

function throwIfSet(failure: { readonly error: unknown } | null): void {
  if (failure !== null) throw failure.error
}
