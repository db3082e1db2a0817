import { beforeEach, describe, expect, expectTypeOf, it, vi } from 'vitest'
import type { z } from 'zod'
import type { ServerSettings } from '#shared/account.ts'
import type { AnyMethod, Params } from '#shared/contract.ts'
import { isAppError } from '#shared/errors.ts'
import { createRandom, type Random } from '#test/support/random.ts'
import type { accountHandlers, demoHandlers } from './accounts.ts'
import type { actionHandlers } from './actions.ts'
import type { appHandlers, doctorHandlers, overviewHandlers, trustHandlers } from './app.ts'
import type { attachmentFileHandlers, attachmentHandlers } from './attachments.ts'
import type { contactHandlers } from './contacts.ts'
import type { contentHandlers, conversationHandlers } from './conversations.ts'
import type { draftFileHandlers, draftHandlers } from './drafts.ts'
import { createHandlers, type Services } from './handlers.ts'
import type { listHandlers } from './lists.ts'
import type { outboxHandlers } from './outbox.ts'
import { conversationFilter } from './schemas.ts'
import type { searchHandlers } from './search.ts'
import type { secretHandlers } from './secrets.ts'
import type { syncHandlers, wakeHandlers } from './sync.ts'

/** Arrays that a schema makes are fresh and writable; the contract's are read-only. */
type Frozen<Value> = Value extends Uint8Array
  ? Value
  : Value extends readonly (infer Item)[]
    ? readonly Frozen<Item>[]
    : Value extends object
      ? { readonly [Key in keyof Value]: Frozen<Value[Key]> }
      : Value

/** Methods whose schema would refuse something that the contract allows. */
type TooStrict<Handlers> = {
  [M in keyof Handlers & AnyMethod]: Handlers[M] extends { readonly schema: infer Schema extends z.ZodType }
    ? Params<M> extends Frozen<z.output<Schema>>
      ? Frozen<z.output<Schema>> extends Frozen<Params<M>>
        ? keyof Params<M> extends keyof z.output<Schema>
          ? never
          : M
        : M
      : M
    : M
}[keyof Handlers & AnyMethod]

type All = ReturnType<typeof appHandlers> &
  ReturnType<typeof overviewHandlers> &
  ReturnType<typeof contactHandlers> &
  ReturnType<typeof doctorHandlers> &
  ReturnType<typeof trustHandlers> &
  ReturnType<typeof accountHandlers> &
  ReturnType<typeof demoHandlers> &
  ReturnType<typeof secretHandlers> &
  ReturnType<typeof syncHandlers> &
  ReturnType<typeof wakeHandlers> &
  ReturnType<typeof conversationHandlers> &
  ReturnType<typeof actionHandlers> &
  ReturnType<typeof attachmentHandlers> &
  ReturnType<typeof draftHandlers> &
  ReturnType<typeof draftFileHandlers> &
  ReturnType<typeof outboxHandlers> &
  ReturnType<typeof listHandlers> &
  ReturnType<typeof searchHandlers> &
  ReturnType<typeof attachmentFileHandlers> &
  ReturnType<typeof contentHandlers>

const { signal } = new AbortController()
const context = (audience: 'screen' | 'shell' = 'screen') => ({ signal, onChunk: () => {}, audience })

let called: string[]
let services: Services
beforeEach(() => {
  called = []
  const note = (name: string) =>
    vi.fn(() => {
      called.push(name)
      return {}
    })
  // Every service is a recorder: handlers have no logic of their own, so what they call is all there is to see.
  const recorder = (area: string) =>
    new Proxy({}, { get: (_target, name) => note(`${area}.${String(name)}`) })
  services = new Proxy(
    {},
    {
      get: (_target, name) =>
        [
          'accounts',
          'actions',
          'attachments',
          'conversations',
          'credentials',
          'drafts',
          'lists',
          'outbox',
          'search',
          'sync',
          'settings',
        ].includes(String(name))
          ? recorder(String(name))
          : note(String(name)),
    },
  ) as Services
})

const imap: ServerSettings = { host: 'imap.example.test', port: 993, security: 'tls', user: 'anna' }
const draft = { name: 'Anna', address: 'anna@example.test', imap, smtp: null, bodyWindow: 'year' as const }

describe('createHandlers', () => {
  it('takes all that the contract allows', () => {
    expectTypeOf<keyof All>().toEqualTypeOf<AnyMethod>()
    expectTypeOf<TooStrict<All>>().toEqualTypeOf<never>()
  })

  it('delegates to the service with what was asked', async () => {
    const handle = createHandlers(services)
    await handle('accounts/add', { draft, password: 'x' }, context())
    await handle('sync/start', {}, context())
    await handle('conversations/mark', { ids: ['a', 'b'], read: true }, context())
    await handle('conversations/act', { target: { ids: ['a'] }, action: { kind: 'archive' } }, context())
    await handle('attachments/fetch', { attachmentId: 'a' }, context('shell'))
    expect(called).toEqual([
      'accounts.add',
      'sync.syncNow',
      'conversations.mark',
      'actions.act',
      'attachments.fetch',
    ])
  })

  it.each([
    'emails/html',
    'emails/file',
    'emails/inline-image',
    'remote/image',
    'attachments/fetch',
    'drafts/attach-file',
    'drafts/file',
    'demo/attach',
    'sync/wake',
    'links/trust',
    'doctor',
  ])('keeps %s from the screen (R-04)', async method => {
    await expect(createHandlers(services)(method, {}, context('screen'))).rejects.toMatchObject({
      code: 'unknown-method',
    })
  })

  it.each(['', 'nothing/here', '__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'knows no method %j',
    async method => {
      for (const audience of ['screen', 'shell'] as const) {
        await expect(createHandlers(services)(method, {}, context(audience))).rejects.toMatchObject({
          code: 'unknown-method',
        })
      }
      expect(called).toEqual([])
    },
  )

  it.each<[string, unknown]>([
    ['app/info', { extra: 1 }],
    ['app/info', null],
    ['settings/set', { theme: undefined }],
    ['settings/set', { theme: 'pink' }],
    ['settings/set', { password: 'x' }],
    ['settings/set', { listWidthPx: Number.NaN }],
    ['accounts/add', { draft: { ...draft, name: 'Anna\r\nBcc: x@y.test' }, password: 'x' }],
    ['accounts/add', { draft: { ...draft, address: 'anna@example.test\r\nx' }, password: 'x' }],
    ['accounts/add', { draft: { ...draft, address: 'nobody' }, password: 'x' }],
    ['accounts/add', { draft: { ...draft, imap: { ...imap, security: 'none' } }, password: 'x' }],
    ['accounts/add', { draft: { ...draft, imap: { ...imap, host: 'a b' } }, password: 'x' }],
    ['accounts/add', { draft: { ...draft, imap: { ...imap, host: 'user@host' } }, password: 'x' }],
    ['accounts/add', { draft: { ...draft, imap: { ...imap, port: 0 } }, password: 'x' }],
    ['accounts/add', { draft, password: '' }],
    ['accounts/add', { draft, password: 'x'.repeat(1_001) }],
    ['secrets/create-vault', { passphrase: 'short' }],
    ['conversations/list', { filter: { view: 'active' }, limit: 201 }],
    ['conversations/list', { filter: { view: 'active', sql: '1' }, limit: 1 }],
    ['conversations/list', { filter: { view: 'active', search: 'x'.repeat(501) }, limit: 1 }],
    ['conversations/mark', { ids: Array.from({ length: 1_001 }, () => 'a'), read: true }],
    ['conversations/act', { target: { ids: ['a'] }, action: { kind: 'expunge' } }],
    ['conversations/act', { target: { ids: ['a'] }, action: { kind: 'snooze' } }],
    ['conversations/act', { target: { ids: ['a'] }, action: { kind: 'tag', keyword: 'two words' } }],
    ['conversations/act', { target: { ids: ['a'], except: [] }, action: { kind: 'archive' } }],
    ['actions/settle', { id: 'a', choice: 'forget' }],
    ['drafts/open', { kind: 'reply', prefill: { attach: '/etc/passwd' } }],
    ['drafts/open', { kind: 'new', prefill: { subject: 'Hello\r\nBcc: x@y.test' } }],
    ['drafts/attach-bytes', { id: 'a', name: 'x', type: 'x/y', bytes: [1, 2], inline: false }],
    ['overview/get', { periodDays: 1.5 }],
    ['contacts/find', { text: 'x'.repeat(321) }],
  ])('refuses %s with %j', async (method, params) => {
    await expect(createHandlers(services)(method, params, context())).rejects.toMatchObject({
      code: 'invalid-request',
    })
    expect(called).toEqual([])
  })

  it('asks for tags as rows keep them', () => {
    expect(conversationFilter.parse({ view: 'all', tag: '$Label1' })).toEqual({ view: 'all', tag: '$label1' })
  })

  it('names the wrong fields, never their values', async () => {
    const refused = createHandlers(services)(
      'accounts/add',
      { draft: { ...draft, name: 'secret\n' }, password: 7 },
      context(),
    )
    await expect(refused).rejects.toMatchObject({
      detail: expect.stringMatching(/^draft\.name \(.+\), password \(.+\)$/),
    })
    await expect(refused).rejects.not.toMatchObject({ detail: expect.stringContaining('secret') })
  })

  it('takes plain text to this computer only', async () => {
    const handle = createHandlers(services)
    await handle(
      'accounts/add',
      { draft: { ...draft, imap: { ...imap, host: '127.0.0.1', security: 'none' } }, password: 'x' },
      context(),
    )
    expect(called).toEqual(['accounts.add'])
  })

  it('survives 1,000 random parameters for each method (R-04)', async () => {
    const handle = createHandlers(services)
    const random = createRandom(77)
    const methods: Record<AnyMethod, true> = {
      'app/info': true,
      'app/attend': true,
      'settings/get': true,
      'settings/set': true,
      'accounts/list': true,
      'accounts/discover': true,
      'accounts/test': true,
      'accounts/add': true,
      'accounts/update': true,
      'accounts/remove': true,
      'accounts/pause': true,
      'accounts/body-window': true,
      'accounts/password': true,
      'secrets/create-vault': true,
      'secrets/unlock-vault': true,
      'secrets/retry': true,
      'sync/start': true,
      'sync/status': true,
      'conversations/list': true,
      'conversations/count': true,
      'search/coverage': true,
      'search/excerpt': true,
      'search/server': true,
      'conversations/counts': true,
      'conversations/get': true,
      'conversations/mark': true,
      'conversations/act': true,
      'conversations/delete-preview': true,
      'actions/list': true,
      'actions/undo': true,
      'actions/refused': true,
      'actions/settle': true,
      'mailboxes/list': true,
      'accounts/create-archive': true,
      'emails/body': true,
      'emails/text': true,
      'emails/source': true,
      'emails/unsubscribe': true,
      'overview/get': true,
      'contacts/find': true,
      'emails/html': true,
      'emails/file': true,
      'emails/inline-image': true,
      'remote/image': true,
      'attachments/fetch': true,
      'attachments/contents': true,
      'drafts/open': true,
      'drafts/get': true,
      'drafts/save': true,
      'drafts/list': true,
      'drafts/revisions': true,
      'drafts/revision': true,
      'drafts/retarget': true,
      'drafts/discard': true,
      'drafts/restore': true,
      'drafts/check': true,
      'drafts/attach-bytes': true,
      'drafts/attach-email-file': true,
      'drafts/attach-file': true,
      'drafts/file': true,
      'drafts/detach': true,
      'outbox/send': true,
      'outbox/list': true,
      'outbox/get': true,
      'outbox/cancel': true,
      'outbox/send-now': true,
      'outbox/settle': true,
      'demo/attach': true,
      'sync/wake': true,
      'links/trust': true,
      doctor: true,
    }
    for (const method of Object.keys(methods)) {
      for (let count = 0; count < 1_000; count += 1) {
        const outcome = await handle(method, randomValue(random, 3), context('shell')).catch(
          (error: unknown) => error,
        )
        if (outcome instanceof Error && !isAppError(outcome, 'invalid-request')) throw outcome
      }
    }
  })
})

const names = [
  'id',
  'ids',
  'read',
  'draft',
  'imap',
  'smtp',
  'host',
  'port',
  'filter',
  'view',
  'limit',
  'password',
  'server',
  '__proto__',
  'emailId',
  'url',
  'then',
]

function randomValue(random: Random, depth: number): unknown {
  const leaves: readonly (() => unknown)[] = [
    () => null,
    () => undefined,
    () => random.between(-5, 5),
    () => Number.NaN,
    () => 1e300,
    () => '',
    () => 'active',
    () => 'x'.repeat(random.between(0, 2_000)),
    () => '\0\r\n',
    () => '\ud800',
    () => true,
    () => 10n,
    () => Symbol('s'),
    () => new Date(Number.NaN),
    () => () => 1,
    () => new Uint8Array(3),
  ]
  if (depth === 0 || random.chance(0.4)) return random.pick(leaves)()
  if (random.chance(0.3))
    return Array.from({ length: random.between(0, 4) }, () => randomValue(random, depth - 1))
  return Object.fromEntries(
    Array.from({ length: random.between(0, 5) }, () => [random.pick(names), randomValue(random, depth - 1)]),
  )
}
