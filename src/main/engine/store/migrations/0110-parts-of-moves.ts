/**
 * An email that lay in several mailboxes goes back to all of them: out of one mailbox it can be wished to several places,
 * and a deletion remembers every place.
 */
export const partsOfMoves = {
  version: 110,
  slug: 'parts-of-moves',
  sql: `
CREATE TABLE pending_move_in_parts (        -- as pending_move was, but for part
  email_key INTEGER NOT NULL REFERENCES email(key) ON DELETE CASCADE,
  mailbox_key INTEGER NOT NULL REFERENCES mailbox(key) ON DELETE CASCADE,
  part INTEGER NOT NULL DEFAULT 0,          -- one for each place that the email is to lie in
  to_role TEXT NOT NULL,
  to_mailbox_key INTEGER REFERENCES mailbox(key) ON DELETE SET NULL, -- = mailbox_key: beside other parts, it stays here too
  here_only INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (email_key, mailbox_key, part)
) STRICT, WITHOUT ROWID;
INSERT INTO pending_move_in_parts(email_key, mailbox_key, to_role, to_mailbox_key, here_only)
  SELECT email_key, mailbox_key, to_role, to_mailbox_key, here_only FROM pending_move;
DROP TABLE pending_move;
ALTER TABLE pending_move_in_parts RENAME TO pending_move;
CREATE INDEX pending_move_by_mailbox ON pending_move(mailbox_key);

ALTER TABLE tombstone ADD COLUMN further_places TEXT NOT NULL DEFAULT '[]'; -- JSON: where further copies lay
`,
} as const
