import { useState } from 'react'
import { useAsk } from '#renderer/api/mutations.ts'
import { thrownText } from '#renderer/i18n/error-text.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { Card } from '#renderer/ui/Card.tsx'
import { Checkbox } from '#renderer/ui/Checkbox.tsx'
import { SelectField } from '#renderer/ui/SelectField.tsx'
import { TextField } from '#renderer/ui/TextField.tsx'
import type { Account } from '#shared/account.ts'
import type { Found } from './AccountForm.tsx'
import { type AccountInput, type InputProblem, problemOf, secretsOf, toDraft } from './account-form.ts'
import { bodyWindowChoices } from './body-window.ts'
import { ServerFields } from './ServerFields.tsx'
import { ServerSummary } from './ServerSummary.tsx'
import { TestReport } from './TestReport.tsx'
import { useConnectionTest } from './use-connection-test.ts'

type Props = {
  readonly account: Account | null
  readonly input: AccountInput
  readonly found: Found
  readonly onInput: (input: AccountInput) => void
  readonly onBack: () => void
  readonly onDone: () => void
}

/** Second step: the servers, seen and changed before a password goes there; test, then connect. */
export function AccountServersStep(props: Props) {
  const { account, input, found, onInput, onDone } = props
  const discovered = typeof found === 'object'
  const [editing, setEditing] = useState(!discovered || found.source === 'guess')
  const [problem, setProblem] = useState<InputProblem | null>(null)
  const { test, run } = useConnectionTest(account?.id ?? null)
  const add = useAsk('accounts/add')
  const update = useAsk('accounts/update')
  const saving = add.isPending || update.isPending
  const failure = add.error ?? update.error

  const checked = (work: () => Promise<unknown>) => async () => {
    const wrong = problemOf(input)
    setProblem(wrong)
    if (wrong === null) await work()
    else setEditing(true)
  }
  const save = async () => {
    const { password, smtpPassword } = secretsOf(input)
    const draft = toDraft(input)
    if (account === null) {
      await add.mutateAsync({ draft, password, smtpPassword })
    } else {
      await update.mutateAsync({
        id: account.id,
        draft,
        ...(password === '' ? {} : { password }),
        ...(smtpPassword === undefined ? {} : { smtpPassword }),
      })
    }
    onDone()
  }
  const testThenSave = async () => {
    const result = await run(input)
    if (result.imap === null && result.smtp === null) await save()
  }
  const failed = test.result !== null && (test.result.imap !== null || test.result.smtp !== null)

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={event => {
        event.preventDefault()
        void checked(testThenSave)().catch(() => {})
      }}
    >
      <Card className="flex flex-col gap-4 p-[18px]">
        <FoundText found={found} />
        {discovered && found.otherDomain ? (
          <p className="rounded-control bg-warn-soft px-3 py-2 text-warn-text">{t('form.otherDomain')}</p>
        ) : null}
        {discovered && found.note !== null ? (
          <p className="rounded-control bg-warn-soft px-3 py-2 text-warn-text">{t(noteIds[found.note])}</p>
        ) : null}
        {editing ? (
          <>
            <ServerFields
              kind="imap"
              server={input.imap}
              showUser
              onServer={imap => onInput({ ...input, imap })}
            />
            <Checkbox
              label={t('form.noSmtp')}
              checked={input.readOnly}
              onChecked={readOnly => onInput({ ...input, readOnly })}
            />
            {input.readOnly ? null : (
              <>
                <ServerFields
                  kind="smtp"
                  server={input.smtp}
                  showUser={input.separateSmtp}
                  onServer={smtp => onInput({ ...input, smtp })}
                />
                <Checkbox
                  label={t('form.separateSmtp')}
                  checked={input.separateSmtp}
                  onChecked={separateSmtp => onInput({ ...input, separateSmtp })}
                />
                {input.separateSmtp ? (
                  <TextField
                    label={t('form.smtpPassword')}
                    type="password"
                    autoComplete="off"
                    value={input.smtpPassword}
                    onText={smtpPassword => onInput({ ...input, smtpPassword })}
                  />
                ) : null}
              </>
            )}
          </>
        ) : (
          <ServerSummary input={input} onChange={() => setEditing(true)} />
        )}
        <div className="grid grid-cols-2 gap-3 max-[640px]:grid-cols-1">
          <TextField
            label={t('form.password')}
            type="password"
            autoComplete="current-password"
            value={input.password}
            hint={account === null ? t('form.passwordHint') : t('form.passwordKeep')}
            onText={password => onInput({ ...input, password })}
          />
          {account === null ? (
            <SelectField
              label={t('accounts.bodyWindow')}
              value={input.bodyWindow}
              choices={bodyWindowChoices()}
              onValue={bodyWindow => onInput({ ...input, bodyWindow })}
              hint={t('accounts.windowHint')}
            />
          ) : (
            <TextField
              label={t('form.name')}
              value={input.name}
              hint={t('form.nameHint')}
              onText={name => onInput({ ...input, name })}
            />
          )}
        </div>
      </Card>
      {problem === null ? null : (
        <p role="alert" className="text-danger">
          {t(problem)}
        </p>
      )}
      <TestReport test={test} />
      {failure === null ? null : (
        <p role="alert" className="text-danger">
          {thrownText(failure).what} {thrownText(failure).next}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button look="primary" type="submit" disabled={test.running || saving}>
          {saving ? t('form.connecting') : account === null ? t('form.connect') : t('form.save')}
        </Button>
        <Button disabled={test.running || saving} onClick={checked(() => run(input))}>
          {test.running ? t('form.testing') : t('form.test')}
        </Button>
        <Button disabled={saving} onClick={props.onBack}>
          {t('form.back')}
        </Button>
        {failed ? (
          <Button look="link" className="ml-2" onClick={() => void checked(save)().catch(() => {})}>
            {t('form.connectAnyway')}
          </Button>
        ) : null}
      </div>
    </form>
  )
}

const noteIds = {
  'app-password': 'form.noteAppPassword',
  bridge: 'form.noteBridge',
  'oauth-only': 'form.noteOauth',
} as const

function FoundText({ found }: { readonly found: Found }) {
  if (found === 'by-hand') return null
  if (found === 'nothing') return <p className="text-ink-2">{t('form.notFound')}</p>
  if (found.source === 'guess') return <p className="text-ink-2">{t('form.guessed')}</p>
  return (
    <p className="font-medium">
      {found.provider === null ? t('form.foundPlain') : t('form.found', { provider: found.provider })}
    </p>
  )
}
