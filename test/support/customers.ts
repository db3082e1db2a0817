import type { Dovecot } from './dovecot.ts'
import { plainEmail } from './plain-email.ts'

const minuteMs = 60_000

/**
 * One email of each of these people about an order of theirs, a minute between two, the first one the newest, and one in
 * the archive. The one of `designOf` is HTML.
 */
export async function deliverCustomers(
  dovecot: Dovecot,
  people: readonly string[],
  options: { readonly designOf?: string } = {},
): Promise<void> {
  const now = Date.now()
  await dovecot.deliver(
    'INBOX',
    people.map((name, at) => {
      const sentAt = now - (at + 1) * minuteMs
      const isDesigned = name === options.designOf
      const raw = plainEmail({
        from: `${name} <${name.split(' ')[0]?.toLowerCase()}@customers.example>`,
        subject: `Order ${100 + at}`,
        text: isDesigned ? `<p>Designed words of ${name}</p>` : `Words about order ${100 + at}.`,
        sentAt,
      })
      return { raw: isDesigned ? raw.replace('text/plain', 'text/html') : raw, receivedAt: sentAt }
    }),
  )
  await dovecot.deliver('Archive', [
    { raw: plainEmail({ from: 'Old One <old@customers.example>', subject: 'Long ago' }), flags: ['\\Seen'] },
  ])
}
