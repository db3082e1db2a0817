import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Submission } from '#shared/submission.ts'
import type { SendingRun, SendingTable } from './sending-faults.ts'
import { waitFor } from './wait-for.ts'

const settled: ReadonlySet<string> = new Set(['sent', 'uncertain', 'failed', 'cancelled'])

/** Waits until every mail of a round is sent, uncertain, failed or a draft; what waits for its time is told to go now. */
export async function settleMails(table: SendingTable, runs: readonly SendingRun[]): Promise<void> {
  let open: readonly string[] = []
  await waitFor(
    async () => {
      const listed = await table.engine.ask('outbox/list', {})
      const waiting = runs.flatMap(run => listed.find(({ subject }) => isOf(run, subject)) ?? [])
      const rest = waiting.filter(({ state }) => !settled.has(state))
      open = rest.map(one => `${one.subject}: ${one.state} ${JSON.stringify(one.problem)}`)
      for (const one of rest) await hurry(table, runs, one)
      return rest.length === 0
    },
    { timeoutMs: 40_000, everyMs: 150 },
  ).catch((error: unknown) => {
    table.wrong.push(`not settled: ${open.join('; ')} ${String((error as Error).cause ?? '')}`)
  })
}

function isOf({ mail }: SendingRun, subject: string): boolean {
  return subject === `Offer ${mail.token}`
}

async function hurry(table: SendingTable, runs: readonly SendingRun[], one: Submission): Promise<void> {
  if (one.state !== 'queued' || (one.retryAt === null && !one.scheduled)) return
  const run = runs.find(found => isOf(found, one.subject))
  if (one.scheduled && run !== undefined && table.random.chance(0.5)) {
    await table.engine.ask('outbox/cancel', { id: one.id })
    run.mail.edited = true
  } else await table.engine.ask('outbox/send-now', { id: one.id })
}

/** What their writers decide about mails that failed, or may not have arrived. Answers whether one goes out again. */
export async function decide(table: SendingTable, runs: readonly SendingRun[]): Promise<boolean> {
  let isAgain = false
  const listed = await table.engine.ask('outbox/list', {})
  for (const run of runs) {
    const found = listed.find(({ subject }) => isOf(run, subject))
    if (found === undefined || table.random.chance(0.6)) continue
    const { id, state } = found
    const choice = state === 'failed' ? 'edit' : state === 'uncertain' ? choose(run) : null
    if (choice === null) continue
    await table.engine.ask('outbox/settle', { id, choice })
    if (choice === 'edit') run.mail.edited = true
    else isAgain = true
  }
  return isAgain
}

/** Writers know whether it arrived; where the server files sent mail, the app must find out itself. */
function choose({ desk, mail }: SendingRun): 'sent' | 'send-again' | null {
  const arrived = desk.smtp.accepted.some(body => body.includes(`Offer ${mail.token}\r\n`))
  if (!arrived) return 'send-again'
  return desk.filesSent ? null : 'sent'
}

/** Waits until every copy in Sent is there or refused, and what servers filed themselves has been found. */
export async function settleCopies({ dataDir, desks, wrong }: SendingTable): Promise<void> {
  const filing = desks.filter(({ filesSent }) => filesSent)
  const waiting = () => {
    const database = new DatabaseSync(join(dataDir, 'parley.db'), { readOnly: true })
    try {
      const rows = database
        .prepare(
          `SELECT subject, state, sender FROM submission
            WHERE (state = 'sent' AND sent_copy = 'waiting') OR state = 'uncertain'`,
        )
        .all() as { subject: string; state: string; sender: string }[]
      return rows.filter(({ state, sender, subject }) => {
        const desk = filing.find(({ user }) => user.name === sender)
        return state === 'sent' || desk?.smtp.accepted.some(body => body.includes(`${subject}\r\n`))
      })
    } finally {
      database.close()
    }
  }
  await waitFor(() => waiting().length === 0, { timeoutMs: 100_000, everyMs: 250 }).catch(() => {
    wrong.push(`copies not settled: ${waiting().map(({ subject, state }) => `${subject} ${state}`)}`)
  })
}
