/**
 * Copies of our own drafts in mailboxes of the server: known, counted, and no mail of their own.
 *
 * Where the draft is forgotten its copy is a mail like any other again, and nothing of it is lost.
 */
export const draftMirrors = {
  version: 130,
  slug: 'draft-mirrors',
  sql: `
CREATE TABLE mirror_copy (
  mailbox_key INTEGER NOT NULL REFERENCES mailbox(key) ON DELETE CASCADE,
  uid INTEGER NOT NULL,
  draft_key INTEGER NOT NULL REFERENCES draft(key) ON DELETE CASCADE,
  PRIMARY KEY (mailbox_key, uid)
) STRICT, WITHOUT ROWID;
CREATE INDEX mirror_copy_by_draft ON mirror_copy(draft_key);

ALTER TABLE draft ADD COLUMN mirror_problem TEXT; -- JSON ErrorReport: why the server did not take its copy
`,
} as const
