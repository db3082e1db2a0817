import type { Account, Identity } from '#shared/account.ts'

/** The names that mail can be sent as: those of accounts with an outgoing server. */
export const sendersOf = (accounts: readonly Account[]): readonly Identity[] =>
  accounts.flatMap(account => (account.smtp === null ? [] : account.identities))
