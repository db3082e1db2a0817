import { parentPort } from 'node:worker_threads'
import { runTask } from './run-task.ts'
import type { ResultMessage, TaskMessage } from './worker-messages.ts'

/** The thread in which attachments are read: killable and bounded. One task after another. */
const port = parentPort
port?.on('message', ({ id, task }: TaskMessage) => {
  const answer = (message: ResultMessage) => port.postMessage(message)
  runTask(task).then(
    result => answer({ id, ok: true, result }),
    () => answer({ id, ok: false }),
  )
})
