/** Fields that only machines on the way read: half of all header bytes, and none that compresses. */
const dropped =
  /^(?:received|dkim-signature|domainkey-signature|arc-[a-z-]+|x-google-[a-z-]+|x-gm-message-state|x-ms-exchange-[a-z-]+|x-ms-[a-z-]*(?:antispam|diagnostics|messagesentrepresentingtype)[a-z-]*|x-microsoft-[a-z-]+|x-forefront-[a-z-]+|x-exchange-[a-z-]+|x-eopattributedmessage|x-proofpoint-[a-z-]+|x-spam-report|x-sg-eid|x-sg-id|x-ses-outgoing|x-mailgun-[a-z-]+|face|x-face)$/

/** No field that is dropped has a longer name. */
const longestName = 100

/**
 * The header block without what only relays and filters read (their signatures, traces and scores); the topmost
 * Received stays, which tells when and from where it reached the user's own server.
 *
 * The source as the server has it is fetched where somebody asks for it.
 */
export function keptHeaders(block: Uint8Array): Uint8Array {
  const text = Buffer.from(block.buffer, block.byteOffset, block.byteLength).toString('latin1')
  let received = false
  let isKept = true
  let out = ''
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at)
    const next = end === -1 ? text.length : end + 1
    const first = text.charCodeAt(at)
    if (first !== 32 && first !== 9) {
      // No further than the line: a block of a million lines without a colon must not be searched a million times.
      const line = text.slice(at, Math.min(next, at + longestName))
      const name = line
        .slice(0, Math.max(0, line.indexOf(':')))
        .trim()
        .toLowerCase()
      isKept = !dropped.test(name) || (name === 'received' && !received)
      received ||= name === 'received'
    }
    if (isKept) out += text.slice(at, next)
    at = next
  }
  return Buffer.from(out, 'latin1')
}
