import { type LiveEngine, openLiveEngine } from './live-engine.ts'

/** The engine in a process that can be killed: answers what its parent asks. */
const live: LiveEngine = openLiveEngine({ dataDir: process.argv[2] ?? '' })

type Question = { readonly id: number; readonly method: string; readonly params: unknown }

const answer = async ({ method, params }: Question): Promise<unknown> => {
  if (method === 'close') return live.close()
  if (method !== 'add') return live.ask(method as never, params as never)
  const draft = params as Parameters<LiveEngine['engine']['storeAccount']>[0]['draft']
  return live.engine.storeAccount({ draft, password: null }, { signal: AbortSignal.timeout(30_000) })
}

process.on('message', (question: Question) => {
  answer(question).then(
    value => process.send?.({ id: question.id, value }),
    (error: unknown) => process.send?.({ id: question.id, error: String(error) }),
  )
})
process.on('disconnect', () => process.exit(1))
