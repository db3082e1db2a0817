import { rmSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { removeAccount } from './accounts.ts'
import { findJob, jobsOfAction } from './action-jobs.ts'
import { flagChangesOf, openFlagChanges } from './flag-changes.ts'
import { insertJob, openJobs } from './jobs.ts'
import { migrations } from './migrations/all.ts'
import { addTestAccount, makeDataDir, noon, openTestStore } from './test-store.ts'

const dataDir = makeDataDir()
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

test('flag changes that waited before they were rows still wait, and go with their account', () => {
  const old = openTestStore(dataDir, { migrations: migrations.filter(({ version }) => version < 80) })
  const seen = { add: ['\\Seen'], remove: [] }
  const odd = { uid: 9, emailKey: 31, add: [], remove: ['"odd\\', '$label1'] }
  const made = old.write(w => {
    const account = addTestAccount(w)
    const { inbox } = account.mailboxes
    const put = (kind: string, payload: object, state = 'ready') => {
      const row = { accountId: account.id, kind, payload: JSON.stringify(payload) }
      const key = insertJob(w, { ...row, runAt: noon, createdAt: noon })
      w.prepare('UPDATE job SET state = ?, attempts = 3 WHERE key = ?').run(state, key)
      return key
    }
    const to = { mailboxKey: inbox, uidValidity: '7' }
    return {
      account,
      known: put('set-flags', { ...to, actionId: 'a', changes: [{ uid: 3, ...seen }, odd] }, 'running'),
      lost: put('set-flags', { ...to, uidValidity: '', changes: [odd, { uid: 3, ...seen }] }),
      failed: put('set-flags', { ...to, changes: [{ uid: 4, ...seen }] }, 'failed'),
      empty: put('set-flags', { ...to, changes: [] }),
      move: put('move-emails', {
        ...to,
        toRole: 'archive',
        emails: [{ emailKey: 1, uid: 1 }],
        actionId: 'a',
      }),
    }
  })
  old.close()
  const store = openTestStore(dataDir)
  const { reader } = store
  const { inbox } = made.account.mailboxes
  const changes = (key: number) => flagChangesOf(reader, key)
  expect(changes(made.known)).toEqual([{ uid: 3, ...seen }, odd])
  expect(changes(made.lost)).toEqual([odd, { uid: 3, ...seen }])
  expect([changes(made.failed), changes(made.empty)]).toEqual([[{ uid: 4, ...seen }], []])
  const meant = { uids: [3, 4], emailKeys: [31] }
  expect(openFlagChanges(reader, inbox, meant).map(({ jobKey, position }) => [jobKey, position])).toEqual([
    [made.known, 0],
    [made.lost, 0],
  ])
  expect(openJobs(reader, 'set-flags').map(({ key, attempts, runAt }) => [key, attempts, runAt])).toEqual(
    [made.known, made.lost, made.empty].map(key => [key, 3, noon]),
  )
  expect(jobsOfAction(reader, 'a').map(({ key, state }) => [key, state])).toEqual([
    [made.known, 'running'],
    [made.move, 'ready'],
  ])
  expect(JSON.parse(findJob(reader, made.known)?.payload ?? '')).toEqual({
    mailboxKey: inbox,
    uidValidity: '7',
    actionId: 'a',
  })
  expect(JSON.parse(findJob(reader, made.move)?.payload ?? '').emails).toEqual([{ emailKey: 1, uid: 1 }])
  store.write(w => removeAccount(w, made.account.id))
  expect([openJobs(reader, 'set-flags'), changes(made.known)]).toEqual([[], []])
  store.close()
})
