import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { addAccount } from '#test/support/cli-account.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { judgeServer } from '#test/support/imap-judge.ts'
import { type LiveEngine, openLiveEngine } from '#test/support/live-engine.ts'
import { createMaildir, maildirPath } from '#test/support/maildir.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { readRows } from '#test/support/store-view.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

let temp: TempFolder
let dovecot: Dovecot
let live: LiveEngine | undefined

afterEach(async () => {
  await live?.close()
  await dovecot.stop()
  await temp.remove()
})

const id = 'refused@acl.example'
const rightsFile = () => join(maildirPath(dovecot.mailRoot(), 'Archive'), 'dovecot-acl')
/** RFC 4314: `i` is putting mail in. */
const closed = 'owner lrwstekx\n'
const open = 'owner lrwstipekxa\n'

it('Try again asks a session that knows the rights of now: one click is enough', async () => {
  temp = await createTempFolder('retry')
  dovecot = await startDovecot({
    extraConfig:
      'mail_plugins = acl\nprotocol imap {\n  mail_plugins = acl\n}\nplugin {\n  acl = vfile:cache_secs=1\n}\n',
    prepare: (root, owner) => {
      const archive = maildirPath(root, 'Archive')
      createMaildir(root, owner)
      createMaildir(archive, owner)
      writeFileSync(join(archive, 'dovecot-acl'), closed)
    },
  })
  await dovecot.deliver('INBOX', [plainEmail({ messageId: `<${id}>`, subject: 'Refused' })])
  const dataDir = join(temp.path, 'data')
  await addAccount({ port: dovecot.port, user: dovecot.user }, { dataDir })
  live = openLiveEngine({ dataDir })
  const engine = live
  const row = () => readRows(dataDir, [id])[id]
  const isHere = async () => row() !== undefined && (await engine.status())[0]?.phase === 'idle'
  await engine.waitFor(isHere, { what: 'the mail', timeoutMs: 30_000 })

  const target = { ids: [row()?.conversationId ?? ''] }
  const { actionId } = await engine.ask('conversations/act', { target, action: { kind: 'archive' } })
  const refused = async () => (await engine.ask('actions/refused', {})).map(action => action.id)
  await engine.waitFor(async () => (await refused()).length === 1, {
    what: 'the refusal',
    timeoutMs: 30_000,
  })
  writeFileSync(rightsFile(), open)
  await engine.ask('actions/settle', { id: actionId ?? '', choice: 'retry' })
  const isDone = async () => (await engine.ask('actions/list', { limit: 1 })).actions[0]?.state === 'done'
  await engine.waitFor(isDone, { what: 'the second attempt', timeoutMs: 10_000 })
  expect(await refused()).toEqual([])
  expect((await judgeServer(dovecot))['Archive']?.emails).toHaveLength(1)
})
