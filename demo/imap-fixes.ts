import type { Parsed, Plugin, Response, StoredMessage, Token } from 'hoodiecrow-imap'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const two = (value: number): string => String(value).padStart(2, '0')

/**
 * IMAP date-time of an instant, always in UTC.
 *
 * RFC 3501 section 9, `date-time`. The server's own formatter is wrong in zones with half hours.
 */
export const internalDate = (at: Date): string =>
  `${two(at.getUTCDate())}-${months[at.getUTCMonth()]}-${at.getUTCFullYear()} ` +
  `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`

const atom = (value: string): { readonly type: 'ATOM'; readonly value: string } => ({ type: 'ATOM', value })

/** ENABLE answers `* ENABLED` (RFC 5161 section 3.1), without which clients never use CONDSTORE. */
const announceEnabled: Plugin = server => {
  const enable = server.getCommandHandler('ENABLE')
  server.setCommandHandler('ENABLE', (connection, parsed, data, done) => {
    const before = connection.enabled.length
    server.outputHandlers.push(announce)
    enable(connection, parsed, data, done)
    server.outputHandlers.splice(server.outputHandlers.indexOf(announce), 1)

    function announce(_connection: unknown, _response: Response, description: string): void {
      if (description !== 'ENABLE') return
      const added = connection.enabled.slice(before).map(atom)
      connection.send({ tag: '*', command: 'ENABLED', attributes: added }, 'ENABLED')
    }
  })
}

const isToken = (value: Token | Token[] | null | undefined): value is Token =>
  value != null && !Array.isArray(value)

/** UID FETCH obeys CHANGEDSINCE (RFC 7162 section 3.1.4.1); the server applies its filters to FETCH only. */
const filterUidFetch: Plugin = server => {
  const uidFetch = server.getCommandHandler('UID FETCH')
  server.setCommandHandler('UID FETCH', (connection, parsed, data, done) => {
    const range = parsed.attributes?.[0]
    if (parsed.changedsince !== undefined && isToken(range) && connection.selectedMailbox) {
      const changed = server
        .getMessageRange(connection.selectedMailbox, range.value, true)
        .filter(([seq, message]) =>
          server.fetchFilters.every(passes => passes(connection, message, parsed, seq)),
        )
      range.value = changed.length === 0 ? '4294967295' : changed.map(([, message]) => message.uid).join(',')
    }
    uidFetch(connection, parsed, data, done)
  })
}

const changedMessages = (extra: unknown): readonly StoredMessage[] =>
  Array.isArray(extra) ? extra.map(item => (Array.isArray(item) ? item[1] : item)) : []

/** A flag set in one connection is told to the others that have the mailbox open (RFC 3501 section 7.4.2). */
const tellFlags: Plugin = server => {
  server.outputHandlers.push((connection, _response, description, _parsed, _data, extra) => {
    const mailbox = connection.selectedMailbox
    if (!mailbox || !/^(UID )?STORE COMPLETE$/.test(description)) return
    for (const message of changedMessages(extra)) {
      const items = [
        atom('UID'),
        message.uid,
        atom('FLAGS'),
        message.flags.map(atom),
        atom('MODSEQ'),
        [message.MODSEQ],
      ]
      const seq = mailbox.messages.indexOf(message) + 1
      if (seq > 0) server.notify({ tag: '*', attributes: [seq, atom('FETCH'), items] }, mailbox, connection)
    }
  })
}

type Interval = readonly [from: number, to: number]

/**
 * Intervals of an IMAP sequence set.
 *
 * RFC 3501 section 9, `sequence-set`. `*` is the highest number in use; the ends come in either order.
 */
const intervals = (set: string, highest: number): readonly Interval[] =>
  set.split(',').map(part => {
    const [from = 1, to = from] = part.split(':').map(end => (end === '*' ? highest : Number(end) || 1))
    return [Math.min(from, to), Math.max(from, to)]
  })

/** Sequence sets are read once per command, not once per message. */
const fasterRanges: Plugin = server => {
  server.getMessageRange = (mailbox, range, isUid) => {
    const box = typeof mailbox === 'string' ? server.getMailbox(mailbox) : mailbox
    const messages = Array.isArray(box) ? box : (box?.messages ?? [])
    const highest = isUid ? messages.reduce((most, { uid }) => Math.max(most, uid), 0) : messages.length
    const wanted = intervals(range, highest)
    return messages.flatMap((message, index): [number, StoredMessage][] => {
      const number = isUid ? message.uid : index + 1
      return wanted.some(([from, to]) => number >= from && number <= to) ? [[index + 1, message]] : []
    })
  }
}

/** A client that vanishes while it idles leaves a half-hour timer behind; ending the IDLE for it clears that. */
const endIdleOnClose: Plugin = server => {
  server.connectionHandlers.push(connection => {
    connection.socket?.once('close', () => {
      if (connection.inputHandler) connection.inputHandler('DONE')
    })
  })
}

/** A mailbox made by a client gets a UIDVALIDITY that no earlier one of that name had, and a first MODSEQ. */
export const markNewMailboxes =
  (now: () => number): Plugin =>
  server => {
    const create = server.createMailbox.bind(server)
    server.createMailbox = (path, mailbox) => {
      const before = new Set(Object.values(server.folderCache))
      create(path, mailbox)
      for (const made of Object.values(server.folderCache)) {
        if (mailbox !== undefined || before.has(made)) continue
        made.uidvalidity = Math.floor(now() / 1000)
        made.HIGHESTMODSEQ = 1
      }
    }
  }

const mutations =
  /^((UID )?STORE COMPLETE|APPEND|(UID )?COPY|(UID )?MOVE OK|(UID )?EXPUNGE|CLOSE|CREATE|DELETE|RENAME|SUBSCRIBE|UNSUBSCRIBE)$/

/** Calls back after every command that may have changed a mailbox. */
export const reportChanges =
  (onChange: () => void): Plugin =>
  server => {
    server.outputHandlers.push((_connection, response, description, parsed?: Parsed) => {
      if (parsed && response.tag !== '*' && mutations.test(description)) onChange()
    })
  }

/**
 * What the demo's IMAP server does better than the package it stands on.
 *
 * Load `imapFixesBefore` ahead of the package's CONDSTORE plugin and `imapFixesAfter` behind all of them.
 */
export const imapFixesBefore: readonly Plugin[] = [fasterRanges, filterUidFetch]

/** See `imapFixesBefore`. */
export const imapFixesAfter: readonly Plugin[] = [
  announceEnabled,
  tellFlags,
  endIdleOnClose,
  server => {
    server.formatInternalDate = internalDate
  },
]
