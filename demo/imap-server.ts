import type { Socket } from 'node:net'
import hoodiecrow from 'hoodiecrow-imap'
import authPlain from 'hoodiecrow-imap/lib/plugins/auth-plain.js'
import condstore from 'hoodiecrow-imap/lib/plugins/condstore.js'
import createSpecialUse from 'hoodiecrow-imap/lib/plugins/create-special-use.js'
import enable from 'hoodiecrow-imap/lib/plugins/enable.js'
import id from 'hoodiecrow-imap/lib/plugins/id.js'
import idle from 'hoodiecrow-imap/lib/plugins/idle.js'
import literalPlus from 'hoodiecrow-imap/lib/plugins/literalplus.js'
import move from 'hoodiecrow-imap/lib/plugins/move.js'
import namespace from 'hoodiecrow-imap/lib/plugins/namespace.js'
import saslIr from 'hoodiecrow-imap/lib/plugins/sasl-ir.js'
import specialUse from 'hoodiecrow-imap/lib/plugins/special-use.js'
import uidPlus from 'hoodiecrow-imap/lib/plugins/uidplus.js'
import unselect from 'hoodiecrow-imap/lib/plugins/unselect.js'
import { imapCommands } from './imap-commands.ts'
import {
  imapFixesAfter,
  imapFixesBefore,
  internalDate,
  markNewMailboxes,
  reportChanges,
} from './imap-fixes.ts'
import { imapSections } from './imap-sections.ts'
import type { MailboxState } from './mailbox-state.ts'

/** A running IMAP server on loopback. */
export type ImapServer = {
  readonly port: number
  /** Puts a message into a mailbox and tells every connection that has it open. */
  deliver(path: string, raw: Buffer, receivedAt: number, flags?: readonly string[]): void
  /** What stands in the mailboxes now; raw messages are shared, not copied. */
  mailboxes(): readonly MailboxState[]
  close(): Promise<void>
}

type ImapServerOptions = {
  readonly user: string
  readonly password: string
  readonly mailboxes: readonly MailboxState[]
  readonly now: () => number
  readonly onChange: () => void
}

const toStored = (state: MailboxState) => ({
  uidvalidity: state.uidValidity,
  uidnext: state.uidNext,
  HIGHESTMODSEQ: state.highestModseq,
  subscribed: state.subscribed,
  ...(state.role === null ? {} : { 'special-use': state.role }),
  messages: state.messages.map(message => ({
    uid: message.uid,
    flags: [...message.flags],
    internaldate: message.internalDate,
    MODSEQ: message.modseq,
    raw: message.raw,
  })),
})

/** Starts the IMAP half of the demo mailbox on 127.0.0.1 and a free port. */
export const createImapServer = async (options: ImapServerOptions): Promise<ImapServer> => {
  const inbox = options.mailboxes.find(({ path }) => path === 'INBOX')
  const server = hoodiecrow({
    plugins: [
      imapCommands,
      ...imapFixesBefore,
      enable,
      condstore,
      authPlain,
      saslIr,
      id,
      idle,
      literalPlus,
      move,
      namespace,
      specialUse,
      createSpecialUse,
      uidPlus,
      unselect,
      ...imapFixesAfter,
      imapSections,
      markNewMailboxes(options.now),
      reportChanges(options.onChange),
    ],
    users: { [options.user]: { password: options.password } },
    storage: {
      INBOX: inbox ? toStored(inbox) : {},
      '': { separator: '/', type: 'personal', folders: {} },
    },
    credentials: {},
    id: { name: 'Parley demo mailbox' },
  })
  const others = options.mailboxes.filter(({ path }) => path !== 'INBOX')
  // A mailbox comes before those inside of it, whose making would otherwise make it empty.
  for (const state of others.sort((one, other) => one.path.length - other.path.length)) {
    server.createMailbox(state.path, toStored(state))
  }
  server.setMaxListeners(0)

  const sockets = new Set<Socket>()
  server.server.on('connection', socket => {
    sockets.add(socket)
    // Answers are written in small pieces; gathered, each would wait for the client's acknowledgement.
    socket.setNoDelay(true)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('The demo IMAP server has no port')

  return {
    port: address.port,
    deliver(path, raw, receivedAt, flags = []) {
      const date = internalDate(new Date(receivedAt))
      server.appendMessage(path, [...flags], date, raw.toString('latin1'))
      options.onChange()
    },
    mailboxes: () =>
      Object.values(server.folderCache).map(box => ({
        path: box.path,
        role: [box['special-use'] ?? []].flat()[0] ?? null,
        subscribed: box.subscribed,
        uidValidity: box.uidvalidity,
        uidNext: box.uidnext,
        highestModseq: box.HIGHESTMODSEQ ?? 1,
        messages: box.messages.map(message => ({
          uid: message.uid,
          flags: [...message.flags],
          internalDate: String(message.internaldate),
          modseq: message.MODSEQ,
          raw: message.raw,
        })),
      })),
    close: () =>
      new Promise(resolve => {
        server.close(resolve)
        for (const socket of sockets) socket.destroy()
      }),
  }
}
