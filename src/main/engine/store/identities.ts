import type { Reader } from './handle.ts'

/** A name and address of an account of the person's. */
export type IdentityRecord = {
  readonly id: string
  readonly accountId: string
  readonly name: string
  readonly address: string
  /** Normalised. */
  readonly addressKey: string
  /** Its account has an SMTP server. */
  readonly sends: boolean
}

/** All identities, those of the oldest account first, in the order of each account. */
export function listIdentities(r: Reader): readonly IdentityRecord[] {
  return r
    .prepare<Omit<IdentityRecord, 'sends'> & { sends: number }>(
      `SELECT identity.id, identity.account_id AS accountId, identity.name, identity.address,
         identity.address_key AS addressKey, account.smtp IS NOT NULL AS sends
       FROM identity JOIN account ON account.id = identity.account_id
       ORDER BY account.created_at, account.id, identity.position`,
    )
    .all()
    .map(row => ({ ...row, sends: row.sends === 1 }))
}
