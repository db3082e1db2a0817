import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { planMailbox } from './generated-conversations.ts'
import { buildEmail } from './generated-email.ts'
import { createMaildir, maildirPath, writeMaildirEmail, writeUidList } from './maildir.ts'

/** Raise it whenever the same seed gives other bytes: caches of older mailboxes are left alone. */
const generatorVersion = 1

export type MailboxPlanOptions = {
  readonly count: number
  readonly seed?: number
  /** The newest message, epoch ms; default 1 July 2026, so that the bytes are always the same. */
  readonly endsAt?: number
  /** The owner of the mailbox. */
  readonly address?: string
}

/** What a generated mailbox holds. */
export type MailboxManifest = {
  readonly version: number
  readonly seed: number
  readonly count: number
  readonly conversations: number
  readonly largestConversation: number
  readonly bytes: number
  readonly medianBytes: number
  readonly meanBytes: number
  readonly withAttachments: number
  readonly mailboxes: Readonly<Record<string, number>>
}

/**
 * Writes a made-up mailbox as a Maildir++ tree, ready to be served by Dovecot.
 *
 * The shape is that of performance.md: median 7.8 KB, mean 41 KB, 15 % with attachments, threads of
 * 3.4 messages on average and up to 60, several charsets. UIDs follow time within each mailbox.
 */
export function generateMailbox(folder: string, options: MailboxPlanOptions): MailboxManifest {
  const seed = options.seed ?? 1
  const plans = planMailbox({
    count: options.count,
    seed,
    endsAt: options.endsAt ?? Date.UTC(2026, 6, 1),
    address: options.address ?? 'hello@parley.test',
  })
  const names = new Map<string, string[]>()
  for (const mailbox of ['INBOX', 'Sent', 'Archive', 'Drafts', 'Trash', 'Junk']) {
    createMaildir(maildirPath(folder, mailbox))
    names.set(mailbox, [])
  }
  const sizes: number[] = []
  let withAttachments = 0
  const answered = new Map<string, string>()
  for (const { email, mailbox, flags, isAnswered } of plans.emails) {
    const quoted = email.inReplyTo ? answered.get(email.inReplyTo) : undefined
    const built = buildEmail(quoted === undefined ? email : { ...email, quoted })
    if (isAnswered) answered.set(email.messageId, built.text.slice(0, 1_500))
    if (email.inReplyTo) answered.delete(email.inReplyTo)
    if (email.attachmentBytes > 0) withAttachments += 1
    sizes.push(built.raw.length)
    const name = writeMaildirEmail(maildirPath(folder, mailbox), {
      raw: built.raw,
      flags,
      receivedAt: email.sentAt,
    })
    names.get(mailbox)?.push(name)
  }
  const mailboxes: Record<string, number> = {}
  let uidValidity = 1_700_000_000 + seed
  for (const [mailbox, list] of names) {
    writeUidList(maildirPath(folder, mailbox), list, uidValidity)
    uidValidity += 1
    mailboxes[mailbox] = list.length
  }
  sizes.sort((a, b) => a - b)
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  return {
    version: generatorVersion,
    seed,
    count: plans.emails.length,
    conversations: plans.conversations,
    largestConversation: plans.largestConversation,
    bytes,
    medianBytes: sizes[Math.floor(sizes.length / 2)] ?? 0,
    meanBytes: Math.round(bytes / Math.max(1, sizes.length)),
    withAttachments,
    mailboxes,
  }
}

export type CachedMailbox = { readonly folder: string; readonly manifest: MailboxManifest }

/** The same mailbox from a cache in the temporary folder, outside the repository; generated where it is missing. */
export function cachedMailbox(options: MailboxPlanOptions): CachedMailbox {
  const key = [
    `v${generatorVersion}`,
    options.count,
    options.seed ?? 1,
    ...(options.endsAt === undefined ? [] : [options.endsAt]),
    ...(options.address === undefined ? [] : [options.address]),
  ].join('-')
  const cache = join(tmpdir(), 'parley-mailboxes')
  const folder = join(cache, key)
  const manifestPath = join(folder, 'manifest.json')
  if (!existsSync(manifestPath)) {
    mkdirSync(cache, { recursive: true })
    const partial = join(cache, `${key}.${process.pid}`)
    rmSync(partial, { recursive: true, force: true })
    const made = generateMailbox(join(partial, 'mail'), options)
    writeFileSync(join(partial, 'manifest.json'), `${JSON.stringify(made, undefined, 2)}\n`)
    rmSync(folder, { recursive: true, force: true })
    renameSync(partial, folder)
  }
  return { folder: join(folder, 'mail'), manifest: JSON.parse(readFileSync(manifestPath, 'utf8')) }
}
