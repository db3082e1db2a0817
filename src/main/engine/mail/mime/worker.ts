import { parentPort } from 'node:worker_threads'
import { readMail } from './read-mail.ts'
import { serveBatches } from './serve-batches.ts'

/** The thread in which mail is read: killable, bounded, without access to anything but its port. */
if (parentPort !== null) serveBatches(parentPort, readMail)
