import { useState } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import type { Account, Discovery } from '#shared/account.ts'
import { AccountAddressStep } from './AccountAddressStep.tsx'
import { AccountServersStep } from './AccountServersStep.tsx'
import { type AccountInput, emptyInput, inputOf } from './account-form.ts'

/** What was found for the address: nothing was looked for, nothing was there, or settings. */
export type Found = 'by-hand' | 'nothing' | Discovery

/** Connects a mailbox or changes its servers: the address first, then the servers, shown before any password is sent. */
export function AccountForm(props: { readonly account: Account | null; readonly onDone: () => void }) {
  const { account, onDone } = props
  const [input, setInput] = useState<AccountInput>(account === null ? emptyInput : inputOf(account))
  const [found, setFound] = useState<Found | null>(account === null ? null : 'by-hand')
  return (
    <section
      aria-label={account === null ? t('form.titleAdd') : t('form.titleEdit', { address: account.address })}
    >
      <h1 className="mb-4 text-page weight-pane">
        {account === null ? t('form.titleAdd') : t('form.titleEdit', { address: account.address })}
      </h1>
      {found === null ? (
        <AccountAddressStep input={input} onInput={setInput} onFound={setFound} onCancel={onDone} />
      ) : (
        <AccountServersStep
          account={account}
          input={input}
          found={found}
          onInput={setInput}
          onBack={account === null ? () => setFound(null) : onDone}
          onDone={onDone}
        />
      )}
    </section>
  )
}
