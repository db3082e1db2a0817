import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestStore, type TestStore } from '#engine/store/test-store.ts'
import type { MailboxRole } from '#shared/account.ts'
import { type MovingAccount, startMovingServer } from '#test/support/moving-account.ts'
import { createRandom, type Random } from '#test/support/random.ts'

let kept: TestStore
let server: Awaited<ReturnType<typeof startMovingServer>>

beforeAll(async () => {
  kept = createTestStore()
  server = await startMovingServer(kept.store)
})
afterAll(async () => {
  await server.stop()
  kept.remove()
})

const sequences = Number(process.env['PARLEY_SEQUENCES'] ?? 1_000)

type Place = 'INBOX' | 'Archive' | 'Trash' | 'Projects' | 'Sent'
const places: readonly Place[] = ['INBOX', 'Archive', 'Trash', 'Projects', 'Sent']
const roles: Readonly<Record<Place, MailboxRole>> = {
  INBOX: 'inbox',
  Archive: 'archive',
  Trash: 'trash',
  Projects: 'none',
  Sent: 'sent',
}
type Target = 'archive' | 'trash' | 'inbox'
const targets: Readonly<Record<Target, Place>> = { archive: 'Archive', trash: 'Trash', inbox: 'INBOX' }

/** One message as a person with two programs would explain it: no UIDs, no jobs. */
type Mail = {
  /** Where the server has it; null: expunged. */
  there: Place | null
  seenThere: boolean
  /** What our side wished since the two last met, and of which place it was wished. */
  wish: { readonly to: Target; readonly from: Place } | null
  seenWish: boolean | null
  /** What our side knew when they last met. */
  known: Place | null
  seenKnown: boolean
}

/** The two meet: the last intent wins as far as it still says something. */
function meet(mail: Mail): void {
  if (mail.there !== null && mail.seenWish !== null) mail.seenThere = mail.seenWish
  if (mail.there !== null && mail.wish !== null && wins(mail.wish, mail.there))
    mail.there = targets[mail.wish.to]
  mail.wish = null
  mail.seenWish = null
  mail.known = mail.there
  mail.seenKnown = mail.seenThere
}

function wins(wish: { readonly to: Target; readonly from: Place }, there: Place): boolean {
  if (there === wish.from) return true
  if (wish.to === 'trash') return there !== 'Trash'
  if (wish.to === 'archive') return there === 'INBOX'
  return there === 'Archive' || there === 'Projects'
}

/** Where our list shows it. */
const shown = (mail: Mail): Place | null => (mail.wish === null ? mail.known : targets[mail.wish.to])

/** A person at our side does something that the list allows. */
function actHere(account: MovingAccount, random: Random, id: string, mail: Mail): void {
  const here = shown(mail)
  if (here === null || mail.known === null) return
  const deed = random.pick(['archive', 'trash', 'inbox', 'read', 'unread', 'back'] as const)
  if (deed === 'read' || deed === 'unread') {
    account.mark(id, deed === 'read')
    mail.seenWish = deed === 'read'
  } else if (deed === 'back') {
    account.unwish(id)
    mail.wish = null
  } else if (targets[deed] !== here) {
    account.wish(id, deed)
    mail.wish = { to: deed, from: mail.known }
  }
}

/** The other program does something, at once on the server. */
function actThere({ model }: MovingAccount, random: Random, id: string, mail: Mail): void {
  const [place] = model.places(id)
  if (place === undefined || mail.there === null) return
  if (random.chance(0.35)) {
    const message = model.mailboxes.get(place.mailbox)?.messages.get(place.uid)
    mail.seenThere = !mail.seenThere
    if (mail.seenThere) message?.flags.add('\\Seen')
    else message?.flags.delete('\\Seen')
  } else if (random.chance(0.07)) {
    model.remove(place.mailbox, [place.uid])
    mail.there = null
  } else {
    const to = random.pick(places)
    if (to === place.mailbox) return
    model.move(place.mailbox, [place.uid], to)
    mail.there = to
  }
}

async function play(seed: number): Promise<void> {
  const random = createRandom(seed)
  const capabilities = (['MOVE', 'UIDPLUS'] as const).filter(() => random.chance(0.6))
  const account = server.account({ capabilities, mailboxes: places })
  const mails = new Map<string, Mail>()
  for (let n = random.between(1, 3); n > 0; n -= 1) {
    const there = random.pick(places)
    const seen = random.chance(0.5)
    account.deliver(there, `m${n}@x`, seen ? ['\\Seen'] : [])
    const start = { there, seenThere: seen, wish: null, seenWish: null, known: there, seenKnown: seen }
    mails.set(`m${n}@x`, start)
  }
  await account.round()
  for (let meetings = random.between(1, 3); meetings > 0; meetings -= 1) {
    for (let deeds = random.between(1, 6); deeds > 0; deeds -= 1) {
      const [id, mail] = random.pick([...mails])
      if (random.chance(0.6)) actHere(account, random, id, mail)
      else actThere(account, random, id, mail)
    }
    if (random.chance(0.4)) await cutRound(account, random)
    await account.settle()
    for (const mail of mails.values()) meet(mail)
    check(account, mails)
  }
  await account.close()
}

/** The line breaks somewhere; the two meet for good only in the round after that. */
async function cutRound(account: MovingAccount, random: Random): Promise<void> {
  let left = random.between(1, 25)
  server.change({
    fault: () => {
      left -= 1
      return left === 0 ? 'cut' : undefined
    },
  })
  await account.round().catch(() => undefined)
  server.change({ fault: () => undefined })
}

function check(account: MovingAccount, mails: ReadonlyMap<string, Mail>): void {
  const expected = [...mails].map(([id, { there, seenThere }]) => ({
    id,
    there: there === null ? [] : [there],
    here: there === null ? [] : [roles[there]],
    seen: there === null ? null : seenThere,
  }))
  const found = [...mails.keys()].map(id => {
    const lies = account.model.places(id)
    const [place] = lies
    const message = place && account.model.mailboxes.get(place.mailbox)?.messages.get(place.uid)
    return {
      id,
      there: lies.map(({ mailbox }) => mailbox),
      here: account.placesHere(id),
      seen: message === undefined ? null : message.flags.has('\\Seen'),
    }
  })
  expect(found).toEqual(expected)
  expect([account.openJobs(), account.failedJobs()]).toEqual([0, 0])
}

it(`F-33: ${sequences} seeded sequences of two people end as both would explain it`, {
  timeout: 1_800_000,
}, async () => {
  for (let seed = 1; seed <= sequences; seed += 1) {
    try {
      await play(seed)
    } catch (error) {
      throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      })
    }
  }
})
