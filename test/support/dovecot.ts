import type { ChildProcess } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { glob, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { type CertificateOptions, createCertificate } from './certificate.ts'
import { endProcess, runWithInput, spawnBound } from './child-process.ts'
import { type DroppableCapability, dovecotConfigText, type MailFormat } from './dovecot-config.ts'
import { findFreePort } from './free-port.ts'
import {
  createMaildir,
  type DeliveredEmail,
  type MailOwner,
  maildirPath,
  writeMaildirEmail,
} from './maildir.ts'
import { createTempFolder } from './temp-folder.ts'
import { waitFor } from './wait-for.ts'

export type DovecotUser = { readonly name: string; readonly password: string }

export type DovecotOptions = {
  /** Default: hello@parley.test, support@parley.test and second@parley.test, password `secret`. */
  readonly users?: readonly DovecotUser[]
  readonly format?: MailFormat
  readonly dropCapabilities?: readonly DroppableCapability[]
  readonly quotaKilobytes?: number
  readonly maxConnectionsPerUser?: number
  /** Keeps what each connection said in `rawlog/`; `wire()` reads it. */
  readonly rawLog?: boolean
  readonly authFailureDelaySeconds?: number
  /** Whether a login without TLS is accepted; default yes. */
  readonly plaintextLogin?: boolean
  readonly certificate?: CertificateOptions
  /** An existing `mail/` folder of the first user; see serve-mailbox. */
  readonly prepare?: (mailRoot: string, owner: MailOwner) => void | Promise<void>
  readonly extraConfig?: string
}

/** A running Dovecot of the test's own. */
export type Dovecot = {
  readonly host: '127.0.0.1'
  /** Plain and STARTTLS. */
  readonly port: number
  /** Implicit TLS. */
  readonly tlsPort: number
  /** The authority to trust, PEM, and its file. */
  readonly ca: string
  readonly caPath: string
  readonly folder: string
  readonly users: readonly DovecotUser[]
  readonly user: DovecotUser
  mailRoot(user?: string): string
  /** Lays messages into a mailbox of a maildir server, or saves them through doveadm elsewhere. */
  deliver(
    mailbox: string,
    emails: readonly (string | Buffer | DeliveredEmail)[],
    user?: string,
  ): Promise<void>
  doveadm(...args: readonly string[]): Promise<string>
  log(): Promise<string>
  /** How many logins were refused since the start. */
  authFailures(): Promise<number>
  logins(): Promise<number>
  /** What clients sent, where rawLog is on. */
  wire(): Promise<string>
  /** Gives a mailbox another UIDVALIDITY; only while halted. */
  renumber(mailbox: string, user?: string): Promise<void>
  /** Stops the server; the mail stays for `restart`. */
  halt(): Promise<void>
  /** Starts again on the same ports and data. */
  restart(): Promise<void>
  /** Stops the server and removes all of its files. */
  stop(): Promise<void>
}

const defaultUsers: readonly DovecotUser[] = ['hello', 'support', 'second'].map(name => ({
  name: `${name}@parley.test`,
  password: 'secret',
}))

const binary = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot', '/opt/homebrew/sbin/dovecot'].find(existsSync)

/**
 * Starts a real Dovecot on loopback with its own configuration, users, certificate and mail.
 *
 * As root its mail processes run as `nobody`, else as the caller. The server dies with the process
 * that started it, also when that process is killed (util-linux `setpriv`, where installed).
 */
export async function startDovecot(options: DovecotOptions = {}): Promise<Dovecot> {
  if (!binary) throw new Error('Dovecot is not installed: apt-get install dovecot-imapd')
  const temp = await createTempFolder('dovecot')
  const folder = temp.path
  const root = process.getuid?.() === 0
  const owner: MailOwner = root
    ? { uid: 65_534, gid: 65_534 }
    : { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
  const users = options.users ?? defaultUsers
  const first = users[0]
  if (!first) throw new Error('A Dovecot needs a user')
  const home = (name: string) => join(folder, 'home', name)
  const mailRoot = (name = first.name) => join(home(name), 'mail')
  const format = options.format ?? 'maildir'

  const makeFolder = (path: string) => {
    mkdirSync(path, { recursive: true })
    chownSync(path, owner.uid, owner.gid)
  }
  makeFolder(join(folder, 'rawlog'))
  for (const { name } of users) makeFolder(home(name))
  await options.prepare?.(mailRoot(), owner)
  await writeFile(
    join(folder, 'users'),
    users
      .map(user => `${user.name}:{PLAIN}${user.password}:${owner.uid}:${owner.gid}::${home(user.name)}::\n`)
      .join(''),
  )
  const certificate = await createCertificate(folder, options.certificate)
  const [port, tlsPort] = await Promise.all([findFreePort(), findFreePort()])
  const configPath = join(folder, 'dovecot.conf')
  await writeFile(
    configPath,
    dovecotConfigText({
      folder,
      port,
      tlsPort,
      certPath: certificate.certPath,
      keyPath: certificate.keyPath,
      format,
      dropCapabilities: options.dropCapabilities ?? [],
      quotaKilobytes: options.quotaKilobytes,
      maxConnectionsPerUser: options.maxConnectionsPerUser ?? 20,
      rawLog: options.rawLog ?? false,
      authFailureDelaySeconds: options.authFailureDelaySeconds ?? 0,
      plaintextLogin: options.plaintextLogin ?? true,
      uid: owner.uid,
      gid: owner.gid,
      extra: options.extraConfig ?? '',
    }),
  )

  const logPath = join(folder, 'dovecot.log')
  let server: ChildProcess | undefined
  const start = async () => {
    server = spawnBound(binary, ['-F', '-c', configPath])
    const child = server
    await waitFor(
      async () => {
        if (child.exitCode !== null)
          throw new Error(`Dovecot ended: ${existsSync(logPath) ? readFileSync(logPath, 'utf8') : ''}`)
        return greets(port)
      },
      { timeoutMs: 10_000, everyMs: 5, what: `Dovecot to greet (log: ${logPath})` },
    )
  }
  const halt = async () => {
    const child = server
    server = undefined
    if (child) await endProcess(child)
  }
  try {
    await start()
  } catch (error) {
    await halt()
    await temp.remove()
    throw error
  }

  const log = () => readFile(logPath, 'utf8')
  const countInLog = async (pattern: RegExp) => ((await log()).match(pattern) ?? []).length
  const doveadm = (...args: readonly string[]) => runWithInput('doveadm', ['-c', configPath, ...args], '')

  return {
    host: '127.0.0.1',
    port,
    tlsPort,
    ca: certificate.ca,
    caPath: certificate.caPath,
    folder,
    users,
    user: first,
    mailRoot,
    doveadm,
    log,
    async deliver(mailbox, emails, user = first.name) {
      for (const item of emails) {
        const email: DeliveredEmail = typeof item === 'string' || Buffer.isBuffer(item) ? { raw: item } : item
        if (format !== 'maildir') {
          await runWithInput('doveadm', ['-c', configPath, 'save', '-u', user, '-m', mailbox], email.raw)
          continue
        }
        createMaildir(mailRoot(user), owner)
        const path = maildirPath(mailRoot(user), mailbox)
        createMaildir(path, owner)
        writeMaildirEmail(path, email, owner)
      }
    },
    authFailures: () => countInLog(/Password mismatch|unknown user/g),
    logins: () => countInLog(/imap-login: Info: Login:/g),
    async wire() {
      let text = ''
      for await (const name of glob('*.in', { cwd: join(folder, 'rawlog') }))
        text += await readFile(join(folder, 'rawlog', name), 'latin1')
      return text
    },
    async renumber(mailbox, user = first.name) {
      const path = maildirPath(mailRoot(user), mailbox)
      const listPath = join(path, 'dovecot-uidlist')
      const list = await readFile(listPath, 'utf8')
      await writeFile(
        listPath,
        list.replace(/^3 V(\d+)/, (_, validity) => `3 V${Number(validity) + 1000}`),
      )
      for (const name of [
        'dovecot.index',
        'dovecot.index.log',
        'dovecot.index.cache',
        'dovecot.list.index.log',
      ])
        await rm(join(path, name), { force: true })
    },
    halt,
    async restart() {
      await halt()
      await start()
    },
    async stop() {
      await halt()
      await temp.remove()
    },
  }
}

function greets(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    const answer = (value: boolean) => {
      socket.destroy()
      resolve(value)
    }
    socket.setTimeout(2_000, () => answer(false))
    socket.once('error', () => answer(false))
    socket.once('close', () => resolve(false))
    socket.once('data', data => answer(data.toString('latin1').startsWith('* OK')))
  })
}
