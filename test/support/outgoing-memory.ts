import { composeMail } from '#engine/mail/mime/compose.ts'
import { createBlobStore } from '#engine/store/blobs.ts'
import { outgoingMail } from './outgoing-mail.ts'

/** Builds a mail with one file into a blob store, in a process of its own, and prints what it took. */
const [, , folder = '', path = '', size = ''] = process.argv
const blobs = createBlobStore(folder)
const attachment = {
  name: 'large.bin',
  type: 'application/x-large',
  contentId: null,
  path,
  sizeBytes: Number(size),
}
globalThis.gc?.()
const before = process.memoryUsage().rss
const started = performance.now()
const { bytes } = await composeMail(outgoingMail({ attachments: [attachment] }))
const blob = await blobs.write(bytes, { signal: new AbortController().signal })
const tookMs = Math.round(performance.now() - started)
const peakBytes = process.resourceUsage().maxRSS * 1024
process.stdout.write(JSON.stringify({ ...blob, path: blobs.path(blob.hash), before, peakBytes, tookMs }))
