import type { MessagePort } from 'node:worker_threads'
import { type IndexedEmail, indexAsSource, type MailToRead } from './index-email.ts'
import type { BatchItem, BatchRequest, BatchResults, Slice } from './worker-messages.ts'

/** Results go back this often, so that little is lost when the worker has to be killed. */
const resultsEvery = 64

/** Answers batches on a port, one message after another, telling its progress through shared memory. */
export function serveBatches(
  port: Pick<MessagePort, 'on' | 'postMessage'>,
  read: (mail: MailToRead) => Promise<IndexedEmail>,
): void {
  let last: Promise<void> = Promise.resolve()
  port.on('message', (request: BatchRequest) => {
    last = last.then(() => serve(port, request, read))
  })
}

async function serve(
  port: Pick<MessagePort, 'postMessage'>,
  request: BatchRequest,
  read: (mail: MailToRead) => Promise<IndexedEmail>,
): Promise<void> {
  const { id, items, progress } = request
  let emails: IndexedEmail[] = []
  let first = 0
  for (const [index, item] of items.entries()) {
    Atomics.store(progress, 0, index + 1)
    const mail = toMail(request.buffer, item)
    emails.push(await read(mail).catch(() => indexAsSource(mail)))
    if (emails.length < resultsEvery && index < items.length - 1) continue
    if (index === items.length - 1) Atomics.store(progress, 0, items.length + 1)
    send(port, { id, first, emails, done: index === items.length - 1 })
    emails = []
    first = index + 1
  }
}

function toMail(buffer: ArrayBuffer, item: BatchItem): MailToRead {
  const view = (slice: Slice) => new Uint8Array(buffer, slice.offset, slice.length)
  const mail = {
    raw: view(item.raw),
    sizeBytes: item.sizeBytes,
    receivedAt: item.receivedAt,
    parts: item.parts.map(part => ({ partId: part.partId, bytes: view(part.bytes) })),
  }
  return item.structure === null ? mail : { ...mail, structure: item.structure }
}

/** Moves all bytes of the results into one buffer, which changes hands without a copy. */
function send(port: Pick<MessagePort, 'postMessage'>, results: BatchResults): void {
  let total = 0
  for (const email of results.emails) total += email.content.length
  const all = new Uint8Array(total)
  let offset = 0
  const moved = (bytes: Uint8Array): Uint8Array => {
    all.set(bytes, offset)
    offset += bytes.length
    return all.subarray(offset - bytes.length, offset)
  }
  const emails = results.emails.map(email => ({ ...email, content: moved(email.content) }))
  port.postMessage({ ...results, emails }, [all.buffer])
}
