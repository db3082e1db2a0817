import { initial } from './0010-initial.ts'
import { bounces } from './0020-bounces.ts'
import { sniffedType } from './0030-sniffed-type.ts'
import { knownSenders } from './0040-known-senders.ts'
import { actions } from './0050-actions.ts'
import { spilledSearchKeys } from './0060-spilled-search-keys.ts'
import { mailboxKeys } from './0070-mailbox-keys.ts'
import { flagChanges } from './0080-flag-changes.ts'
import { stalePlaces } from './0090-stale-places.ts'
import { draftsAndOutbox } from './0100-drafts-and-outbox.ts'
import { partsOfMoves } from './0110-parts-of-moves.ts'
import { listMembers } from './0120-list-members.ts'
import { draftMirrors } from './0130-draft-mirrors.ts'
import { emailTally } from './0140-email-tally.ts'

/** A step of the schema. Never edited once released; numbered in steps of ten. */
export type Migration = { readonly version: number; readonly slug: string; readonly sql: string }

/** Every migration, in order. */
export const migrations: readonly Migration[] = [
  initial,
  bounces,
  sniffedType,
  knownSenders,
  actions,
  spilledSearchKeys,
  mailboxKeys,
  flagChanges,
  stalePlaces,
  draftsAndOutbox,
  partsOfMoves,
  listMembers,
  draftMirrors,
  emailTally,
]
