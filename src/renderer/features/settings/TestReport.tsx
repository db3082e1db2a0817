import { Check, CircleAlert, X } from 'lucide-react'
import { useState } from 'react'
import { errorText } from '#renderer/i18n/error-text.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'
import type { ConnectionTestStep } from '#shared/account.ts'
import type { ErrorReport } from '#shared/errors.ts'
import type { ConnectionTest } from './use-connection-test.ts'

/** How a connection test went: in a sentence, and step by step to be copied. */
export function TestReport({ test }: { readonly test: ConnectionTest }) {
  if (!test.running && test.result === null) return null
  const { result } = test
  return (
    <div aria-live="polite" className="rounded-control border border-line bg-bg p-3">
      {result !== null && result.imap === null && result.smtp === null ? (
        <p data-testid="test-ok" className="flex items-center gap-2 font-medium text-accent-text">
          <Check size={15} strokeWidth={2} aria-hidden />
          {test.steps.some(step => step.server === 'smtp') ? t('form.testOk') : t('form.testOkImap')}
        </p>
      ) : null}
      {result?.imap ? <ServerProblem title={t('form.imapFailed')} error={result.imap} /> : null}
      {result?.smtp ? <ServerProblem title={t('form.smtpFailed')} error={result.smtp} /> : null}
      {test.running ? <p className="font-medium">{t('form.testing')}</p> : null}
      <StepLog steps={test.steps} />
    </div>
  )
}

function ServerProblem(props: { readonly title: string; readonly error: ErrorReport }) {
  const words = errorText(props.error)
  return (
    <div role="alert" className="mb-2 flex gap-2">
      <CircleAlert size={15} strokeWidth={1.75} aria-hidden className="mt-0.5 shrink-0 text-danger" />
      <div className="min-w-0">
        <p className="font-medium">
          {props.title}: {words.what}
        </p>
        <p className="text-ink-2">{words.next}</p>
        {words.detail === null ? null : (
          <p className="select-content mt-1 text-small text-ink-2 [overflow-wrap:anywhere]">{words.detail}</p>
        )}
      </div>
    </div>
  )
}

function StepLog({ steps }: { readonly steps: readonly ConnectionTestStep[] }) {
  const [copied, setCopied] = useState(false)
  if (steps.length === 0) return null
  return (
    <details className="mt-2">
      <summary className="w-fit text-small text-ink-2 hover:text-ink">{t('form.testLog')}</summary>
      <ol className="select-content mt-2 font-mono text-[11.5px] leading-[18px]">
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a log only grows at its end
          <li key={index} className="flex gap-2">
            {step.ok ? (
              <Check
                size={12}
                strokeWidth={2}
                className="mt-[3px] shrink-0 text-accent"
                aria-label={t('step.ok')}
              />
            ) : (
              <X
                size={12}
                strokeWidth={2}
                className="mt-[3px] shrink-0 text-danger"
                aria-label={t('step.failed')}
              />
            )}
            <span className="min-w-0 [overflow-wrap:anywhere]">{stepLine(step)}</span>
          </li>
        ))}
      </ol>
      <Button
        small
        className="mt-2"
        onClick={async () => {
          const text = steps
            .map(step => `${step.ok ? t('step.ok') : t('step.failed')}  ${stepLine(step)}`)
            .join('\n')
          const answer = await window.parley.copyText(text)
          setCopied(answer.ok)
        }}
      >
        {copied ? t('thread.copied') : t('thread.copy')}
      </Button>
    </details>
  )
}

function stepLine(step: ConnectionTestStep): string {
  return `${step.server.toUpperCase()} ${t(`step.${step.step}`)} ${step.atMs} ms ${step.detail}`.trimEnd()
}
