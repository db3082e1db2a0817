import { parentPort } from 'node:worker_threads'
import { indexEmail, type MailToRead } from '#engine/mail/mime/index-email.ts'
import { serveBatches } from '#engine/mail/mime/serve-batches.ts'

/** A mail thread that hangs on the subject "hang", eats all memory on "flood" and dies on "die". */
async function read(mail: MailToRead) {
  const email = indexEmail(mail)
  if (email.headers.subject === 'hang') while (true) Math.sqrt(2)
  if (email.headers.subject === 'die') process.exit(1)
  if (email.headers.subject === 'throw') throw new Error('as asked')
  if (email.headers.subject === 'flood') {
    const kept: string[][] = []
    while (true) kept.push(Array.from({ length: 100_000 }, (_, at) => `${at}`))
  }
  return email
}

if (parentPort !== null) serveBatches(parentPort, read)
