import type { ServerSettings } from '#shared/account.ts'
import { isSendable } from '#shared/address.ts'
import { minuteMs } from '#shared/time.ts'
import { holdBack } from './submit-body.ts'
import { acceptedBy, failed, type SubmitResult, type Verdict, verdict } from './submit-result.ts'
import { createSession, type ServerFacts } from './submit-session.ts'

/** RFC 5321 §4.5.3.2.6: how long a server may think about a whole message. */
const answerMs = 10 * minuteMs

/** A frozen mail. */
export type MailToSubmit = {
  readonly envelope: { readonly from: string; readonly to: readonly string[] }
  /** The bytes from their beginning: CRLF only, ending in one. */
  readonly open: () => AsyncIterable<Uint8Array>
  readonly sizeBytes: number
}

/** Where an attempt is. `body`: the server waits for bytes; `handed-over`: it gets the last ones now. */
export type SubmitPhase = 'connecting' | 'signing-in' | 'envelope' | 'body' | 'handed-over' | 'answered'

export type SubmitOptions = {
  /** Ends the attempt: as `retry` with `cancelled`, or `uncertain` once it is handed over. */
  readonly signal: AbortSignal
  /**
   * Asked before the server gets the end of the mail: until this resolves it can't have it whole. Rejecting ends the
   * attempt as `retry`.
   */
  readonly beforeLastBytes: () => Promise<void> | void
  readonly onPhase?: ((phase: SubmitPhase) => void) | undefined
  /** Further authorities to trust, PEM: for tests. */
  readonly tlsTrust?: string | undefined
  /** How long the server may be silent after the last byte; RFC 5321's ten minutes. */
  readonly answerMs?: number | undefined
}

/**
 * Hands one mail to a server, once (semantics.md, Sending 4).
 *
 * Never throws for what a network or a server does: the result tells. Recipients are the envelope's, whatever the
 * headers say; DSN is not asked for; SMTPUTF8 only where an address needs it.
 *
 * @throws AppError `blocked` for an unencrypted connection to another computer
 */
export async function submitMail(
  server: ServerSettings,
  secret: string,
  mail: MailToSubmit,
  options: SubmitOptions,
): Promise<SubmitResult> {
  const { to } = mail.envelope
  const phase = (name: SubmitPhase) => options.onPhase?.(name)
  const session = createSession(server, options)
  let facts: ServerFacts | null = null
  let mailBegun = false
  let bodyBegun = false
  const body = holdBack(mail, {
    beforeLastBytes: options.beforeLastBytes,
    onStart() {
      bodyBegun = true
      phase('body')
    },
    onHandedOver() {
      session.bePatient(options.answerMs ?? answerMs)
      phase('handed-over')
    },
  })
  const progress = () => ({ mailBegun, handedOver: body.handedOver(), fault: body.fault() })
  const attempt = async (): Promise<Verdict> => {
    phase('connecting')
    facts = await session.connect()
    const obstacle = obstacleTo(mail, facts)
    if (obstacle !== null) return obstacle
    phase('signing-in')
    await session.signIn(server.user, secret)
    phase('envelope')
    mailBegun = true
    const info = await session.send({ ...mail.envelope, size: mail.sizeBytes }, body.stream)
    phase('answered')
    return acceptedBy(info, to, progress())
  }
  const result = await attempt().catch(async (thrown: unknown) => {
    await body.stop()
    return failed(thrown, to, progress())
  })
  await body.stop()
  if (result.outcome === 'accepted' || (facts !== null && !bodyBegun)) session.leave()
  else session.drop()
  return { ...result, sizeLimitBytes: limitOf(facts) }
}

function limitOf(facts: ServerFacts | null): number | null {
  return facts?.sizeLimitBytes ?? null
}

/** What makes it useless to try, from what the server says of itself. */
function obstacleTo({ envelope, sizeBytes }: MailToSubmit, facts: ServerFacts): Verdict | null {
  const { from, to } = envelope
  const all = [from, ...to]
  if (to.length === 0 || !all.every(isSendable))
    return verdict('refused', { code: 'invalid-request', retry: false }, to)
  if (facts.sizeLimitBytes !== null && sizeBytes > facts.sizeLimitBytes)
    return verdict('too-large', { code: 'too-large', retry: false }, to)
  if (!facts.utf8 && all.some(address => /[^\x20-\x7e]/.test(address)))
    return verdict('refused', { code: 'address-not-ascii', retry: false }, to)
  return null
}
