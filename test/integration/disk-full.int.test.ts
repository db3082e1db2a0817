import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

/** F-22: a disk of 20 MB in a mount namespace of the test's own, filled at random times while the store writes. */

const run = promisify(execFile)

const program = `
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { createRandom } from '#test/support/random.ts'
import { createBlobStore } from '#engine/store/blobs.ts'
import { inspectStore } from '#engine/store/doctor.ts'
import { listAccounts } from '#engine/store/accounts.ts'
import * as t from '#engine/store/test-store.ts'

const dataDir = process.env.DISK + '/data'
const filler = process.env.DISK + '/filler'
const random = createRandom(Number(process.env.SEED))
let now = Date.now()
const report = { stored: 0, refused: 0, states: [], recovered: 0, wrong: [] }

function fillUp() {
  const file = openSync(filler, 'a')
  try { for (;;) writeSync(file, Buffer.alloc(random.between(1, 64) * 1024)) } catch {} finally { closeSync(file) }
}
const store = t.openTestStore(dataDir, { clock: { now: () => now } })
store.onStateChange(state => report.states.push(state.kind))
const account = store.write(w => t.addTestAccount(w))
const keep = []
for (let step = 0; step < 400; step += 1) {
  now += 2_000
  if (random.chance(0.02)) fillUp()
  if (random.chance(0.03)) rmSync(filler, { force: true })
  const before = store.state.kind
  try {
    const id = store.write(w => {
      const made = t.addTestConversation(w, account)
      t.deliver(w, t.testEmail(account, made.key, { text: 'words '.repeat(random.between(1, 800)) }), [{ mailbox: account.mailboxes.inbox }])
      return made.id
    })
    keep.push(id)
    report.stored += 1
    if (before === 'read-only') report.recovered += 1
  } catch (error) {
    if (error.code !== 'disk-full') report.wrong.push(String(error))
    report.refused += 1
    if (listAccounts(store.reader).length !== 1) report.wrong.push('reading stopped')
  }
  if (random.chance(0.02)) {
    await createBlobStore(dataDir).write(Buffer.alloc(2_000_000), { signal: new AbortController().signal }).catch(error => {
      if (error.code !== 'disk-full') report.wrong.push(String(error))
    })
  }
}
rmSync(filler, { force: true })
now += 60_000
store.write(w => w.prepare('SELECT 1').get())
const found = new Set(store.reader.prepare('SELECT id FROM conversation').all().map(row => row.id))
report.lost = keep.filter(id => !found.has(id)).length
report.extra = found.size - keep.length
store.close()
fillUp()
const cramped = t.openTestStore(dataDir, { clock: { now: () => now } })
report.cramped = { state: cramped.state.kind, read: listAccounts(cramped.reader).length }
try { cramped.write(() => 1) } catch (error) { report.cramped.refused = error.code }
rmSync(filler, { force: true })
now += 60_000
report.cramped.written = cramped.write(w => t.addTestAccount(w, 'late@shop.example').id !== '')
report.cramped.after = cramped.state.kind
cramped.close()
const again = t.openTestStore(dataDir)
report.reopened = again.state.kind
report.health = await inspectStore(again.reader, again.blobs)
again.close()
console.log(JSON.stringify(report))
`

let folder: TempFolder
beforeEach(async () => {
  folder = await createTempFolder('disk')
})
afterEach(() => folder.remove())

describe('a disk that fills up', () => {
  it.each([1, 2, 3, 4])(
    'refuses writes, keeps reading, and loses nothing that was stored (seed %i)',
    async seed => {
      const script = `mount -t tmpfs -o size=20m tmpfs "$DISK" && exec "$NODE" --input-type=module-typescript -e "$PROGRAM"`
      const { stdout } = await run('unshare', ['--map-root-user', '--mount', 'sh', '-c', script], {
        env: {
          ...process.env,
          DISK: folder.path,
          NODE: process.execPath,
          PROGRAM: program,
          SEED: String(seed),
        },
      })
      const report = JSON.parse(stdout)
      expect(report).toMatchObject({ wrong: [], lost: 0, extra: 0, reopened: 'ready' })
      expect(report.refused).toBeGreaterThan(0)
      expect(report.recovered).toBeGreaterThan(0)
      expect(report.states.slice(0, 2)).toEqual(['read-only', 'ready'])
      expect(report.cramped).toEqual({
        state: 'read-only',
        read: 1,
        refused: 'disk-full',
        written: true,
        after: 'ready',
      })
      expect(report.health).toMatchObject({ ok: true, integrity: [] })
    },
  )
})
