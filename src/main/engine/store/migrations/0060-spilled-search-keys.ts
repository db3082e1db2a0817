/**
 * Which emails have a search key of a later time slice than their own, because that one was full (store/slots.ts).
 *
 * All others tell by their key alone that they are older than a moment: a search for mail before it begins there.
 */
export const spilledSearchKeys = {
  version: 60,
  slug: 'spilled-search-keys',
  sql: `
CREATE INDEX email_spilled ON email(sent_at, search_key) WHERE search_key / 16 > sent_at / 524288;
`,
} as const
