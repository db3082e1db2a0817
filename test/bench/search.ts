import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { pageConversations, pageInSlices } from '#engine/store/conversation-page.ts'
import { getConversation } from '#engine/store/conversation-thread.ts'
import { openStore, type Store } from '#engine/store/database.ts'
import { silentLog } from '#shared/log.ts'
import { systemClock } from '#shared/time.ts'
import { cachedMailbox } from '#test/support/mailbox-generator.ts'
import { createRandom, type Random } from '#test/support/random.ts'
import { createTempFolder } from '#test/support/temp-folder.ts'
import { type Measurement, percentile } from './figure.ts'
import { fillStore } from './filled-store.ts'
import { measurePeerSearches } from './search-peers.ts'

const sampledWords = 60
const wordsForPeers = 30
const manyEmails = 500_000

/**
 * P7: the first 50 of a search, for each key of each word that is typed, and for words with operators.
 *
 * With `keep`, the store is filled in that folder, and stays there for the next time.
 */
export const measureSearch: Measurement = async ({ count = 100_000, peers, rounds = 5, keep, say }) => {
  const temp = await createTempFolder('bench')
  say(`P7: searches in ${count} messages`)
  try {
    const dataDir = keep ?? join(temp.path, 'data')
    const filled = await fillStore({ dataDir, count, say })
    const store = openStore({ dataDir, clock: systemClock, log: silentLog })
    const random = createRandom(7)
    const words = sampleWords(store, random)
    const typed = searchesOf(words)
    const turns = Array.from({ length: rounds }, () => typed.map(search => measure(store, search)))
    const samples = turns.flat()
    const finished = words.slice(0, wordsForPeers)
    const ours = turns.flatMap(turn => turn.filter(({ kind }) => kind === 'word').slice(0, wordsForPeers))
    store.close()
    if (peers) say('  ours are measured; now the peers')
    const theirs = peers ? await measurePeerSearches(linkedMail(count, temp.path), temp.path, finished) : {}
    const all = samples.map(({ ms }) => ms)
    const bytes = (name: string) => statSync(join(dataDir, name)).size / filled.mailBytes
    const kinds = [...new Set(samples.map(({ kind }) => kind))]
    return [
      {
        id: 'P7',
        what: `search in ${count} emails, first 50 as typed, p95`,
        value: percentile(all, 0.95),
        unit: 'ms',
        limit: count > manyEmails ? 50 : 5,
        ratios: Object.entries(theirs).map(([against, times]) => ({
          against: `${against}, a finished word`,
          value:
            percentile(
              ours.map(({ ms }) => ms),
              0.5,
            ) / percentile(times, 0.5),
          atMost: 0.2,
        })),
        details: {
          median: percentile(all, 0.5),
          p99: percentile(all, 0.99),
          worst: Math.max(...all),
          longestSlice: Math.max(...samples.map(({ sliceMs }) => sliceMs)),
          searches: typed.length,
          turns: rounds,
          'p95 of the best turns': percentile(bestTurns(turns), 0.95),
          ...Object.fromEntries(
            kinds.map(kind => [
              `${kind} p95`,
              percentile(
                samples.filter(sample => sample.kind === kind).map(({ ms }) => ms),
                0.95,
              ),
            ]),
          ),
          'index, % of the mailbox': 100 * bytes('search.db'),
          'store, % of the mailbox': 100 * bytes('parley.db'),
        },
      },
    ]
  } finally {
    await temp.remove()
  }
}

type Search = { readonly kind: string; readonly text: string }
type Sample = { readonly kind: string; readonly ms: number; readonly sliceMs: number }

/** Each search's shortest time: what it costs where nothing else runs. */
function bestTurns(turns: readonly (readonly Sample[])[]): readonly number[] {
  const [first = []] = turns
  return first.map((_, at) => Math.min(...turns.map(turn => turn[at]?.ms ?? Number.POSITIVE_INFINITY)))
}

/** The same mail as files for the peers, linked, so that none of them changes the cached ones. */
function linkedMail(count: number, folder: string): string {
  const mail = join(folder, 'mail')
  execFileSync('cp', ['-rl', cachedMailbox({ count }).folder, mail])
  return mail
}

/** Words of names, subjects and texts, from all over the mailbox. */
function sampleWords(store: Store, random: Random): readonly string[] {
  const words = new Set<string>()
  let after: string | null = null
  const ids: string[] = []
  do {
    const page = pageConversations(store.reader, { view: 'all' }, after, 500)
    ids.push(...page.rows.map(({ id }) => id))
    after = page.next
  } while (after !== null)
  while (words.size < sampledWords) {
    const { row, emails } = getConversation(store.reader, random.pick(ids))
    const text = random.pick([row.contact.name, row.subject, ...emails.map(email => email.text ?? '')])
    const found = text.match(/[\p{L}\p{N}]{2,20}/gu)
    if (found !== null) words.add(random.pick(found))
  }
  return [...words]
}

/** Each word letter by letter, and finished, in pairs and with operators. */
function searchesOf(words: readonly string[]): readonly Search[] {
  const names = ['1 letter', '2 letters', '3 letters', 'more letters']
  return words.flatMap((word, at) => {
    const other = words[(at + 1) % words.length] ?? word
    const letters = [...word].slice(0, 8)
    return [
      ...letters.map((_, end) => ({
        kind: names[Math.min(end, names.length - 1)] ?? '',
        text: letters.slice(0, end + 1).join(''),
      })),
      { kind: 'word', text: `${word} ` },
      { kind: 'two words', text: `${word} ${other} ` },
      { kind: 'operator', text: `from:${word} ` },
      { kind: 'operator', text: `has:attachment ${word} ` },
      { kind: 'operator', text: `is:unread ${word} ` },
      { kind: 'operator', text: `before:2025 ${word} ` },
    ]
  })
}

function measure(store: Store, { kind, text }: Search): Sample {
  const startedAt = performance.now()
  const work = pageInSlices(store.reader, { view: 'all', search: text }, null, 50)
  let sliceMs = 0
  for (let at = startedAt; ; ) {
    const { done } = work.next()
    const now = performance.now()
    sliceMs = Math.max(sliceMs, now - at)
    if (done) return { kind, ms: now - startedAt, sliceMs }
    at = now
  }
}
