import { useEffect, useRef, useState } from 'react'
import { ask } from '#renderer/api/client.ts'
import type { ConnectionTestResult, ConnectionTestStep } from '#shared/account.ts'
import type { ErrorReport } from '#shared/errors.ts'
import { isAppError, toErrorReport } from '#shared/errors.ts'
import { type AccountInput, secretsOf, toDraft } from './account-form.ts'

/** A connection test: what it has found so far, and how it ended. */
export type ConnectionTest = {
  readonly running: boolean
  readonly steps: readonly ConnectionTestStep[]
  readonly result: ConnectionTestResult | null
}

const idle: ConnectionTest = { running: false, steps: [], result: null }

/** Tests the servers of the form, step by step. Leaving the form stops it. */
export function useConnectionTest(accountId: string | null) {
  const [test, setTest] = useState<ConnectionTest>(idle)
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  const run = async (input: AccountInput): Promise<ConnectionTestResult> => {
    running.current?.abort()
    const controller = new AbortController()
    running.current = controller
    setTest({ ...idle, running: true })
    const draft = toDraft(input)
    let result: ConnectionTestResult
    try {
      result = await ask(
        'accounts/test',
        {
          imap: draft.imap,
          smtp: draft.smtp,
          ...secretsOf(input),
          ...(accountId === null ? {} : { accountId }),
        },
        {
          signal: controller.signal,
          onChunk: step => setTest(before => ({ ...before, steps: [...before.steps, step] })),
        },
      )
    } catch (error) {
      const report: ErrorReport = isAppError(error) ? toErrorReport(error) : { code: 'internal', retry: true }
      result = { imap: report, smtp: null }
    }
    if (running.current === controller) setTest(before => ({ ...before, running: false, result }))
    return result
  }
  return { test, run, reset: () => setTest(idle) }
}
