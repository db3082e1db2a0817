import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { readMail } from './read-mail.ts'
import { serveBatches } from './serve-batches.ts'

/** The thread in which mail is read: killable, bounded, without access to anything but its port. */
// A person's requests come first (P9). Linux takes it for this thread alone; elsewhere it would be the whole process.
if (parentPort !== null && process.platform === 'linux') setPriority(10)
if (parentPort !== null) serveBatches(parentPort, readMail)
