/**
 * A mailbox whose role changed says so until all its mail counts as the new role says: refreshing takes more than one
 * transaction, and may be cut.
 */
export const stalePlaces = {
  version: 90,
  slug: 'stale-places',
  sql: `
ALTER TABLE mailbox ADD COLUMN places_stale INTEGER NOT NULL DEFAULT 0;    -- 1: email.places of its mail is still to be refreshed
`,
} as const
