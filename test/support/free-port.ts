import { createServer } from 'node:net'

/** A port on 127.0.0.1 that was free a moment ago; callers try again if somebody was faster. */
export async function findFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  await new Promise<void>(resolve => server.close(() => resolve()))
  if (address === null || typeof address === 'string') throw new Error('No TCP port was given')
  return address.port
}
