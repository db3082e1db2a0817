import { type FakeImap, type FakeSession, type ImapCommand, startFakeImap } from './fake-imap.ts'
import type { ImapModel, ModelMessage } from './imap-model.ts'

/** Extensions that the model server can have. */
export type ModelCapability = 'MOVE' | 'UIDPLUS'

export type ModelServerOptions = {
  readonly capabilities?: readonly ModelCapability[]
  /** Called around each command that the model does; answer `cut` to reset the connection there. */
  readonly fault?: ((when: 'before' | 'after', command: ImapCommand) => 'cut' | undefined) | undefined
  /** Refuses a command with these words (`NO [CANNOT] …`) before anything is done. */
  readonly refuse?: (command: ImapCommand) => string | undefined
  /** Passes over what a search names of headers, as some servers do. */
  readonly findsAll?: boolean
}

type Selected = { readonly name: string; readonly sequence: number[] }

/** Serves a model on loopback: IMAP4rev1 with MOVE and UIDPLUS where wanted, without modification sequences. */
export async function startModelServer(
  model: () => ImapModel,
  options: () => ModelServerOptions = () => ({}),
): Promise<FakeImap> {
  const selected = new Map<number, Selected>()
  return startFakeImap({
    capabilities: 'IMAP4rev1 ID NAMESPACE',
    script: (command, session) => {
      const { capabilities = ['MOVE', 'UIDPLUS'], fault, refuse, findsAll = false } = options()
      if (command.name === 'CAPABILITY') {
        session.send(`* CAPABILITY IMAP4rev1 ID NAMESPACE ${capabilities.join(' ')}`)
        session.done(command)
        return true
      }
      const act = commands[command.name]
      if (act === undefined) return false
      if (fault?.('before', command) === 'cut') return cut(session)
      const refusal = refuse?.(command)
      if (refusal !== undefined) {
        session.done(command, refusal)
        return true
      }
      const context: Context = {
        model: model(),
        session,
        command,
        capabilities,
        findsAll,
        selected: selected.get(session.number) ?? null,
        select: now => void selected.set(session.number, now),
      }
      const answer = act(context)
      if (fault?.('after', command) === 'cut') return cut(session)
      for (const line of answer.lines) session.send(line)
      tellNews(context, selected.get(session.number) ?? null)
      session.done(command, answer.tagged ?? `OK ${command.name} done`)
      return true
    },
  })
}

function cut(session: FakeSession): true {
  session.reset()
  return true
}

type Context = {
  readonly model: ImapModel
  readonly session: FakeSession
  readonly command: ImapCommand
  readonly capabilities: readonly ModelCapability[]
  readonly findsAll: boolean
  readonly selected: Selected | null
  readonly select: (now: Selected) => void
}
type Answer = { readonly lines: readonly string[]; readonly tagged?: string }

const done: Answer = { lines: [] }

const commands: Readonly<Record<string, (context: Context) => Answer>> = {
  LIST: ({ model, command }) =>
    /^"" ""/.test(command.args)
      ? { lines: ['* LIST (\\Noselect) "/" ""'] }
      : { lines: [...model.mailboxes.keys()].map(name => `* LIST (\\HasNoChildren) "/" "${name}"`) },
  LSUB: ({ model }) => ({ lines: [...model.mailboxes.keys()].map(name => `* LSUB () "/" "${name}"`) }),
  STATUS: ({ model, command }) => {
    const name = firstWord(command.args)
    const mailbox = model.mailboxes.get(name)
    if (mailbox === undefined) return { lines: [], tagged: 'NO [NONEXISTENT] no such mailbox' }
    const { messages, uidNext, uidValidity } = mailbox
    return {
      lines: [`* STATUS "${name}" (MESSAGES ${messages.size} UIDNEXT ${uidNext} UIDVALIDITY ${uidValidity})`],
    }
  },
  CREATE: ({ model, command }) => {
    model.create(firstWord(command.args))
    return done
  },
  SUBSCRIBE: () => done,
  SELECT: ({ model, command, select }) => {
    const name = firstWord(command.args)
    const mailbox = model.mailboxes.get(name)
    if (mailbox === undefined) return { lines: [], tagged: 'NO [NONEXISTENT] no such mailbox' }
    select({ name, sequence: uidsOf(mailbox.messages) })
    return {
      lines: [
        '* FLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft)',
        `* ${mailbox.messages.size} EXISTS`,
        '* 0 RECENT',
        '* OK [PERMANENTFLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft \\*)] kept',
        `* OK [UIDVALIDITY ${mailbox.uidValidity}] valid`,
        `* OK [UIDNEXT ${mailbox.uidNext}] next`,
      ],
      tagged: 'OK [READ-WRITE] selected',
    }
  },
  NOOP: () => done,
  APPEND: ({ model, command, capabilities }) => {
    const name = firstWord(command.args)
    const mailbox = model.mailboxes.get(name)
    if (mailbox === undefined) return { lines: [], tagged: 'NO [TRYCREATE] no such mailbox' }
    const [, flags = '', , length = '0'] = /\(([^)]*)\) ?("[^"]*")? \{(\d+)\+?\}\r\n/.exec(command.args) ?? []
    const raw = Buffer.from(command.args.slice(-Number(length)), 'latin1')
    const messageId = /^Message-ID: <([^>]*)>/im.exec(raw.toString('latin1'))?.[1] ?? ''
    const message = {
      raw,
      messageId,
      flags: new Set(flags.split(' ').filter(Boolean)),
      receivedAt: Date.now(),
    }
    const uid = model.append(name, message)
    if (!capabilities.includes('UIDPLUS')) return done
    return { lines: [], tagged: `OK [APPENDUID ${mailbox.uidValidity} ${uid}] kept` }
  },
  'UID FETCH': context =>
    ofSelected(context, (messages, uids) => ({
      lines: uids.flatMap(uid => {
        const message = messages.get(uid)
        const at = context.selected?.sequence.indexOf(uid) ?? -1
        return message === undefined || at === -1
          ? []
          : [fetchLine(at + 1, uid, message, context.command.args)]
      }),
    })),
  'UID SEARCH': context =>
    ofSelected(context, (messages, uids) => {
      const found = uids.filter(
        uid =>
          (!/ DELETED\b/.test(context.command.args) || messages.get(uid)?.flags.has('\\Deleted') === true) &&
          (context.findsAll || hasHeader(messages.get(uid), context.command.args)),
      )
      return { lines: [`* SEARCH ${found.join(' ')}`.trimEnd()] }
    }),
  'UID STORE': context =>
    ofSelected(context, (messages, uids) => {
      const [, sign = '+', list = ''] =
        /([+-])FLAGS(?:\.SILENT)? \(([^)]*)\)/i.exec(context.command.args) ?? []
      for (const uid of uids)
        for (const flag of list.split(' ').filter(Boolean))
          if (sign === '+') messages.get(uid)?.flags.add(flag)
          else messages.get(uid)?.flags.delete(flag)
      return done
    }),
  'UID MOVE': context => transfer(context, 'move'),
  'UID COPY': context => transfer(context, 'copy'),
  'UID EXPUNGE': context =>
    ofSelected(context, (messages, uids) => {
      expunge(
        context,
        uids.filter(uid => messages.get(uid)?.flags.has('\\Deleted')),
      )
      return done
    }),
  EXPUNGE: context => {
    const mailbox = context.model.mailboxes.get(context.selected?.name ?? '')
    const marked = [...(mailbox?.messages ?? [])].filter(([, { flags }]) => flags.has('\\Deleted'))
    expunge(
      context,
      marked.map(([uid]) => uid),
    )
    return done
  },
}

/** Whether a message's field holds what SEARCH asks for (`HEADER name value`); true where it asks for none. */
function hasHeader(message: ModelMessage | undefined, args: string): boolean {
  const [, name = '', quoted, atom = ''] = / ?HEADER "?([\w-]+)"? (?:"([^"]*)"|(\S+))/i.exec(args) ?? []
  if (name === '') return true
  const lines = message?.raw.toString('latin1').split('\r\n') ?? []
  return lines.some(
    line => line.toLowerCase().startsWith(`${name.toLowerCase()}:`) && line.includes(quoted ?? atom),
  )
}

function expunge({ model, selected }: Context, uids: readonly number[]): void {
  if (selected !== null) model.remove(selected.name, uids)
}

function transfer(context: Context, how: 'move' | 'copy'): Answer {
  const { model, selected, command, capabilities } = context
  const to = firstWord(command.args.replace(/^\S+ /, ''))
  const target = model.mailboxes.get(to)
  if (target === undefined || selected === null)
    return { lines: [], tagged: 'NO [TRYCREATE] no such mailbox' }
  return ofSelected(context, (_, uids) => {
    const map = model[how](selected.name, uids, to)
    if (map.size === 0 || !capabilities.includes('UIDPLUS')) return done
    const code = `[COPYUID ${target.uidValidity} ${[...map.keys()].join(',')} ${[...map.values()].join(',')}]`
    return how === 'move' ? { lines: [`* OK ${code} moved`] } : { lines: [], tagged: `OK ${code} copied` }
  })
}

function ofSelected(
  { model, selected, command }: Context,
  act: (messages: Map<number, ModelMessage>, uids: readonly number[]) => Answer,
): Answer {
  const mailbox = model.mailboxes.get(selected?.name ?? '')
  if (mailbox === undefined) return { lines: [], tagged: 'NO nothing is selected' }
  const set =
    /(?:^|UID )([\d:*,]+)/.exec(command.args)?.[1] ?? (command.args.startsWith('HEADER') ? '1:*' : '')
  return act(mailbox.messages, inSet(uidsOf(mailbox.messages), set))
}

/** What others did to the selected mailbox, told at the end of a command (RFC 9051 §7.5.1). */
function tellNews({ model, session }: Context, selected: Selected | null): void {
  const mailbox = model.mailboxes.get(selected?.name ?? '')
  if (selected === null || mailbox === undefined) return
  const { sequence } = selected
  for (let at = sequence.length - 1; at >= 0; at -= 1) {
    if (mailbox.messages.has(sequence[at] ?? 0)) continue
    sequence.splice(at, 1)
    session.send(`* ${at + 1} EXPUNGE`)
  }
  const fresh = uidsOf(mailbox.messages).filter(uid => uid > (sequence.at(-1) ?? 0))
  if (fresh.length === 0) return
  sequence.push(...fresh)
  session.send(`* ${sequence.length} EXISTS`)
}

function fetchLine(
  at: number,
  uid: number,
  { raw, flags, receivedAt }: ModelMessage,
  wanted: string,
): string {
  const date = new Date(receivedAt).toUTCString()
  const [, day = '01', month = 'Jan', year = '2026', time = '00:00:00'] =
    /(\d+) (\w+) (\d+) (\S+)/.exec(date) ?? []
  const items = [`UID ${uid}`]
  if (/\bFLAGS/.test(wanted)) items.push(`FLAGS (${[...flags].join(' ')})`)
  if (/INTERNALDATE/.test(wanted)) items.push(`INTERNALDATE "${day}-${month}-${year} ${time} +0000"`)
  if (/RFC822\.SIZE/.test(wanted)) items.push(`RFC822.SIZE ${raw.length}`)
  if (/BODY\.PEEK\[\]/.test(wanted)) items.push(`BODY[]<0> {${raw.length}}\r\n${raw.toString('latin1')}`)
  return `* ${at} FETCH (${items.join(' ')})`
}

const uidsOf = (messages: ReadonlyMap<number, unknown>) => [...messages.keys()].sort((a, b) => a - b)

function inSet(uids: readonly number[], set: string): readonly number[] {
  const highest = uids.at(-1) ?? 0
  const bound = (text: string) => (text === '*' ? highest : Number(text))
  const ranges = set.split(',').map(piece => {
    const [from = '0', to = from] = piece.split(':')
    return [Math.min(bound(from), bound(to)), Math.max(bound(from), bound(to))] as const
  })
  return uids.filter(uid => ranges.some(([from, to]) => uid >= from && uid <= to))
}

/** `"a name"` or an atom at the start of arguments. */
function firstWord(args: string): string {
  const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(args)?.[1]
  return quoted?.replace(/\\(.)/g, '$1') ?? /^\S*/.exec(args)?.[0] ?? ''
}
