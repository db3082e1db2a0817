import { createScrubber } from '#engine/mail/scrub.ts'
import type { ConnectionTestResult, ConnectionTestStep, ServerSettings } from '#shared/account.ts'
import { AppError, type ErrorReport, toErrorReport } from '#shared/errors.ts'

/** What a probe may use and tell; `detail` of its steps may hold server text. */
export type ProbeOptions = {
  readonly signal: AbortSignal
  readonly onStep: (step: ConnectionTestStep) => void
}

/** Connects, signs in and leaves. Throws an AppError whose code says what is wrong. */
export type ImapProbe = (server: ServerSettings, password: string, options: ProbeOptions) => Promise<void>

/** As {@link ImapProbe}; asks `maySignIn` before it sends a password. */
export type SmtpProbe = (
  server: ServerSettings,
  password: string,
  options: ProbeOptions & { readonly maySignIn: () => Promise<boolean> },
) => Promise<void>

/** What is to be tested, with its secrets. */
export type ConnectionTestParams = {
  readonly imap: ServerSettings
  readonly smtp: ServerSettings | null
  readonly password: string
  readonly smtpPassword: string
}

/** Tests both servers and streams what happens. */
export type ConnectionTest = (
  params: ConnectionTestParams,
  options: ProbeOptions,
) => Promise<ConnectionTestResult>

/**
 * Tests IMAP and SMTP side by side.
 *
 * A password that IMAP rejected isn't tried at SMTP too: providers lock accounts after a few wrong ones (F-29). Steps
 * and details leave without secrets.
 */
export function createConnectionTest(deps: {
  readonly probeImap: ImapProbe
  readonly probeSmtp: SmtpProbe
}): ConnectionTest {
  return async ({ imap, smtp, password, smtpPassword }, { signal, onStep }) => {
    const scrubImap = createScrubber(imap.user, [password, smtpPassword])
    const scrubSmtp = createScrubber(smtp?.user ?? imap.user, [password, smtpPassword])
    const scrub = (text: string) => scrubSmtp(scrubImap(text))
    const options = {
      signal,
      onStep: (step: ConnectionTestStep) => onStep({ ...step, detail: scrub(step.detail) }),
    }
    const run = async (probe: Promise<void>): Promise<ErrorReport | null> => {
      try {
        await probe
        return null
      } catch (error) {
        const report = toErrorReport(error)
        return report.detail === undefined ? report : { ...report, detail: scrub(report.detail) }
      }
    }
    const imapProblem = run(deps.probeImap(imap, password, options))
    const sameSecret = smtp !== null && smtp.user === imap.user && smtpPassword === password
    const maySignIn = async () => !sameSecret || (await imapProblem)?.code !== 'auth-rejected'
    const smtpProblem =
      smtp === null ? null : run(deps.probeSmtp(smtp, smtpPassword, { ...options, maySignIn }))
    const result = { imap: await imapProblem, smtp: await smtpProblem }
    if (signal.aborted) throw new AppError('cancelled')
    return result
  }
}
