import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { EmailAddress } from '#shared/address.ts'
import { addressKey } from '#shared/address.ts'
import { AppError } from '#shared/errors.ts'
import type { Submission } from '#shared/submission.ts'
import { required } from './arguments.ts'
import type { Command, CommandContext } from './command.ts'
import { printable } from './output.ts'

/** `send`: a mail as the composer would send it, without the time to undo. */
export const sendCommand: Command = {
  name: 'send',
  usage:
    'send --from ADDRESS --to ADDRESS… [--cc ADDRESS…] [--bcc ADDRESS…] --subject TEXT\n' +
    '       --text TEXT|--html-file FILE [--attach FILE]… [--in-reply-to EMAIL] [--wait]',
  summary: 'puts a mail into the outbox; with --wait sends it and tells what became of it',
  options: ['from', 'to', 'cc', 'bcc', 'subject', 'text', 'html-file', 'attach', 'in-reply-to', 'wait'],
  words: 0,
  run: async context => {
    const { ask, args, engine, output, signal } = context
    const draft = await ask('drafts/open', opening(args.text('in-reply-to')))
    const { id } = draft
    try {
      const html = args.text('html-file')
      const content = {
        ...draft.content,
        identityId: await identityOf(context, required(args, 'from')),
        to: addresses(args.texts('to')),
        cc: addresses(args.texts('cc')),
        bcc: addresses(args.texts('bcc')),
        subject: required(args, 'subject'),
        html: html === undefined ? '' : await readFile(resolve(html), 'utf8'),
        text: html === undefined ? required(args, 'text') : (args.text('text') ?? ''),
        plain: html === undefined,
      }
      for (const path of args.texts('attach'))
        await ask('drafts/attach-file', { id, path: resolve(path), inline: false })
      const { revision } = await ask('drafts/save', { id, content })
      let sent = await ask('outbox/send', { draftId: id, revision, sendAt: Date.now() })
      if (args.flag('wait')) sent = await engine.sendNow(sent.id, { signal })
      const { state, messageId } = { state: sent.state, messageId: await messageIdOf(context, sent) }
      output.value({ state, messageId }, printable(`${state} ${messageId ?? ''}`))
      if (sent.problem !== null)
        output.note(`Not sent: ${sent.problem.code} ${sent.problem.detail ?? ''}`.trim())
      return sent.state !== 'failed'
    } catch (error) {
      // What could not be put into the outbox is nobody's draft.
      await ask('drafts/discard', { id }).catch(() => undefined)
      throw error
    }
  },
}

/** `outbox`: what is on its way or needs a decision. */
export const outboxCommand: Command = {
  name: 'outbox',
  usage: 'outbox',
  summary: 'lists mail that waits, failed or may not have arrived, and what was sent within the last hour',
  options: [],
  words: 0,
  run: async ({ ask, output }) => {
    for (const one of await ask('outbox/list', {})) {
      const { id, state, subject, to, sendAt, retryAt, recipients, problem } = one
      output.value(
        { id, state, subject, to, sendAt, retryAt, recipients, problem },
        printable(`${id} ${state} ${to.map(({ address }) => address).join(', ')}: ${subject}`),
      )
    }
    return true
  },
}

function opening(emailId: string | undefined) {
  return emailId === undefined ? { kind: 'new' as const } : { kind: 'reply' as const, emailId }
}

async function identityOf({ ask }: CommandContext, from: string): Promise<string> {
  const accounts = await ask('accounts/list', {})
  const found = accounts
    .flatMap(({ identities }) => identities)
    .find(({ address }) => addressKey(address) === addressKey(from))
  if (found === undefined) throw new AppError('not-found', 'account')
  return found.id
}

function addresses(values: readonly string[]): readonly EmailAddress[] {
  return values
    .flatMap(value => value.split(','))
    .map(value => ({ name: '', address: value.trim() }))
    .filter(({ address }) => address !== '')
}

async function messageIdOf({ ask }: CommandContext, { emailId }: Submission): Promise<string | null> {
  return emailId === null ? null : (await ask('emails/body', { emailId })).messageId
}
