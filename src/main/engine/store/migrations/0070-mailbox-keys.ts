/**
 * Keys of mailboxes are never given out twice: journal, tombstones and queue name mailboxes by key, and outlive them.
 */
export const mailboxKeys = {
  version: 70,
  slug: 'mailbox-keys',
  sql: `
CREATE TABLE mailbox_key_last (key INTEGER NOT NULL) STRICT;               -- highest key that was ever given; one row
INSERT INTO mailbox_key_last SELECT coalesce(max(key), 0) FROM mailbox;
CREATE TRIGGER mailbox_key_given AFTER INSERT ON mailbox BEGIN
  UPDATE mailbox_key_last SET key = max(key, NEW.key);
END;
`,
} as const
