import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { endProcess } from './child-process.ts'

/** Where a message lies on the server. */
export type FoundMessage = {
  readonly mailbox: string
  readonly uid: number
  readonly flags: readonly string[]
}

/** Another program at the same account, written in Python; messages are named by Message-ID. */
export type OtherClient = {
  append(mailbox: string, id: string, flags?: readonly string[]): Promise<void>
  move(id: string, to: string): Promise<void>
  flag(id: string, flag: string, on: boolean): Promise<void>
  expunge(id: string): Promise<void>
  places(ids: readonly string[]): Promise<Readonly<Record<string, readonly FoundMessage[]>>>
  close(): Promise<void>
}

/** Starts the other program and signs it in. */
export function startOtherClient(server: {
  readonly host: string
  readonly port: number
  readonly user: { readonly name: string; readonly password: string }
}): OtherClient {
  const script = fileURLToPath(new URL('./imap-other-client.py', import.meta.url))
  const child = spawn('python3', [script], { stdio: ['pipe', 'pipe', 'pipe'] })
  let messages = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    messages += text
  })
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const { host, port, user } = server
  const write = (value: unknown) => child.stdin.write(`${JSON.stringify(value)}\n`)
  write({ host, port, user: user.name, password: user.password })
  let last: Promise<unknown> = Promise.resolve()
  const ask = <T>(command: Readonly<Record<string, unknown>>): Promise<T> => {
    const turn = last.then(async () => {
      write(command)
      const answer = await answers.next()
      if (answer.done === true) throw new Error(`The other client ended: ${messages}`)
      return JSON.parse(answer.value) as T
    })
    last = turn.catch(() => undefined)
    return turn
  }
  return {
    append: (mailbox, id, flags = []) => ask({ do: 'append', mailbox, id, flags }),
    move: (id, to) => ask({ do: 'move', id, to }),
    flag: (id, flag, on) => ask({ do: on ? 'flag' : 'unflag', id, flag }),
    expunge: id => ask({ do: 'expunge', id }),
    places: ids => ask({ do: 'places', ids }),
    close: () => endProcess(child),
  }
}
