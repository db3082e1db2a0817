/**
 * Takes secrets out of a text that may be copied: as typed, and in the encodings that IMAP and SMTP send them in.
 *
 * Very short secrets are left, because removing them would shred the text without hiding anything.
 */
export function createScrubber(user: string, secrets: readonly string[]): (text: string) => string {
  const forms = secrets
    .filter(secret => secret.length >= 3)
    .flatMap(secret => [
      secret,
      base64(secret),
      base64(`\0${user}\0${secret}`),
      base64(`${user}\0${user}\0${secret}`),
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
    ])
  const longestFirst = [...new Set(forms)].sort((a, b) => b.length - a.length)
  return text => longestFirst.reduce((scrubbed, form) => scrubbed.replaceAll(form, '•••'), text)
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64')
}
