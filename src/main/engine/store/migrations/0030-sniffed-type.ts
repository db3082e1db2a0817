/** What the bytes of an attachment are, whatever its sender calls them; NULL until they were looked at. */
export const sniffedType = {
  version: 30,
  slug: 'sniffed-type',
  sql: `ALTER TABLE attachment ADD COLUMN sniffed_type TEXT;`,
} as const
