/** What the scripts say while they work: on stderr, so that stdout stays free for answers. */

/** A failure that was foreseen: its message is the whole help, a stack would only hide it. */
export class Hint extends Error {}

/** Prints one line. */
export const say = line => process.stderr.write(`${line}\n`)

/** Seconds since `startedAt` (epoch ms), as people read them. */
export function took(startedAt) {
  const seconds = (Date.now() - startedAt) / 1000
  return seconds < 60
    ? `${seconds.toFixed(1)} s`
    : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
}

/** Says what is being done, does it, and says how long it took. */
export async function step(title, work) {
  const startedAt = Date.now()
  say(`• ${title} …`)
  const result = await work()
  say(`  done in ${took(startedAt)}`)
  return result
}

const megabytes = bytes => (bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)

/**
 * Shows how far a download is, by asking `readBytes` again and again.
 *
 * A terminal gets one line that is rewritten; a log file gets a line every ten seconds.
 * Returns the function that stops it.
 */
export function showProgress(readBytes, totalBytes) {
  const startedAt = Date.now()
  const live = process.stderr.isTTY
  let last = ''
  const show = async () => {
    const bytes = Math.min(await readBytes(), totalBytes)
    const percent = Math.floor((bytes / totalBytes) * 100)
    const line = `  ${percent} % · ${megabytes(bytes)} of ${megabytes(totalBytes)} MB · ${took(startedAt)}`
    if (line === last) return
    last = line
    process.stderr.write(live ? `\r${line.padEnd(60)}` : `${line}\n`)
  }
  const timer = setInterval(() => void show().catch(() => {}), live ? 500 : 10_000)
  return () => {
    clearInterval(timer)
    if (live && last) process.stderr.write(`\r${''.padEnd(60)}\r`)
  }
}

const patienceMs = 15_000

/**
 * Runs a script's main function; every failure ends in a sentence and exit code 1.
 *
 * An interrupt is passed on to what runs (see run.mjs), which then ends by itself; what does not end
 * within fifteen seconds is left.
 */
export async function main(work) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => setTimeout(() => process.exit(130), patienceMs).unref())
  }
  try {
    process.exitCode = (await work()) ?? 0
  } catch (error) {
    say(error instanceof Hint ? `\n${error.message}` : `\n${error?.stack ?? error}`)
    process.exitCode = 1
  }
}
