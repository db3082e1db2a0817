/**
 * What a person does to conversations: moves that the server does not know yet, a journal to undo them by, tags, snoozing.
 *
 * From now on `conversation.archived` has three values: 0 active, 1 archived, 2 snoozed (active, and out of the list);
 * and `facet` a third bit: 4 has an attachment.
 */
export const actions = {
  version: 50,
  slug: 'actions',
  sql: `
CREATE TABLE pending_move (                 -- where the user wants a copy to lie; email_copy says where the server has it
  email_key INTEGER NOT NULL REFERENCES email(key) ON DELETE CASCADE,
  mailbox_key INTEGER NOT NULL REFERENCES mailbox(key) ON DELETE CASCADE, -- out of which
  to_role TEXT NOT NULL,                    -- what it counts as from now on
  to_mailbox_key INTEGER REFERENCES mailbox(key) ON DELETE SET NULL, -- NULL: the account's mailbox of that role
  here_only INTEGER NOT NULL DEFAULT 0,     -- the server refused, and the user keeps it so on this computer
  PRIMARY KEY (email_key, mailbox_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX pending_move_by_mailbox ON pending_move(mailbox_key);

CREATE TABLE local_keyword (                -- tags of mailboxes that keep no keywords
  email_key INTEGER NOT NULL REFERENCES email(key) ON DELETE CASCADE,
  keyword TEXT NOT NULL,
  PRIMARY KEY (email_key, keyword)
) STRICT, WITHOUT ROWID;

CREATE TABLE conversation_tag (             -- kept by refreshConversations
  keyword TEXT NOT NULL,
  conversation_key INTEGER NOT NULL REFERENCES conversation(key) ON DELETE CASCADE,
  PRIMARY KEY (keyword, conversation_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX conversation_tag_by_conversation ON conversation_tag(conversation_key);

ALTER TABLE email ADD COLUMN tags TEXT NOT NULL DEFAULT '';                -- of its copies and local ones, sorted; kept by refreshEmails
ALTER TABLE email ADD COLUMN here_only INTEGER NOT NULL DEFAULT 0;         -- a wish for a copy of it is here_only

ALTER TABLE conversation ADD COLUMN tags TEXT NOT NULL DEFAULT '';         -- keywords, sorted, space separated: for the row
ALTER TABLE conversation ADD COLUMN resurfaced_at INTEGER;                 -- end of the last snooze: orders it like new mail
ALTER TABLE conversation ADD COLUMN snoozed_key INTEGER;                   -- email.key up to which mail was here when it was snoozed
ALTER TABLE conversation ADD COLUMN here_only INTEGER NOT NULL DEFAULT 0;  -- some move of it is here_only
CREATE INDEX conversation_snoozed ON conversation(snoozed_until) WHERE snoozed_until IS NOT NULL;
ALTER TABLE account ADD COLUMN creates_archive INTEGER NOT NULL DEFAULT 0; -- the user agreed to a mailbox named Archive

ALTER TABLE mailbox ADD COLUMN keeps_keywords INTEGER;                     -- PERMANENTFLAGS has \\*; NULL: not told yet

CREATE TABLE action (                       -- the History page
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  params TEXT NOT NULL,                     -- JSON of shared/actions ConversationAction
  at INTEGER NOT NULL,
  count INTEGER NOT NULL,
  contact_name TEXT NOT NULL,               -- of the first conversation, as it was
  subject TEXT NOT NULL,
  undone_at INTEGER,
  undo_of TEXT                              -- id of the action that this one takes back
) STRICT;
CREATE INDEX action_by_time ON action(at);

CREATE TABLE action_item (                  -- what it was before, for each conversation
  action_key INTEGER NOT NULL REFERENCES action(key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  conversation_id TEXT NOT NULL,
  before TEXT NOT NULL,                     -- JSON, meaning set by kind (conversations/actions)
  PRIMARY KEY (action_key, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX job_by_action ON job(json_extract(payload, '$.actionId'), state) WHERE json_extract(payload, '$.actionId') IS NOT NULL;

ALTER TABLE tombstone ADD COLUMN from_mailbox_key INTEGER;                 -- where it lay, for bringing it back
ALTER TABLE tombstone ADD COLUMN from_role TEXT NOT NULL DEFAULT 'inbox';
CREATE TABLE deletion_mark (                -- how far mailboxes were known at a deletion (store/tombstones.ts)
  mailbox_key INTEGER NOT NULL REFERENCES mailbox(key) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  uid_validity TEXT,
  uid_next INTEGER NOT NULL,
  PRIMARY KEY (mailbox_key, at)
) STRICT, WITHOUT ROWID;

UPDATE conversation SET facet = facet | 4 WHERE has_attachment = 1;

-- The tags that mail has already; keywords hold neither quotes nor backslashes (RFC 9051 section 9).
CREATE TEMP TABLE tagged AS
  SELECT DISTINCT email_key, lower(word.value) AS tag FROM email_copy,
    json_each(iif(json_valid('["' || replace(keywords, ' ', '","') || '"]'), '["' || replace(keywords, ' ', '","') || '"]', '[]')) AS word
  WHERE keywords <> '' AND lower(word.value) NOT IN ('$mdnsent', '$forwarded', 'forwarded', '$submitpending', '$submitted',
    '$junk', '$notjunk', 'junk', 'nonjunk', 'notjunk', '$phishing', '$hasattachment', '$hasnoattachment', '$canunsubscribe',
    '$unsubscribed', '$autosent', '$imported', '$istrusted', '$maskedemail', '$memo', '$hasmemo', '$new', '$notify',
    '$muted', '$followed', '$replied', '$recent', '$mailflagbit0', '$mailflagbit1', '$mailflagbit2');
UPDATE email SET tags = (SELECT group_concat(tag, ' ') FROM (SELECT tag FROM tagged WHERE email_key = email.key ORDER BY tag))
  WHERE key IN (SELECT email_key FROM tagged);
INSERT INTO conversation_tag(keyword, conversation_key)
  SELECT DISTINCT tag, conversation_key FROM tagged JOIN email ON email.key = email_key WHERE counted = 1;
UPDATE conversation SET tags =
    (SELECT group_concat(keyword, ' ') FROM (SELECT keyword FROM conversation_tag WHERE conversation_key = conversation.key ORDER BY keyword))
  WHERE key IN (SELECT conversation_key FROM conversation_tag);
DROP TABLE tagged;
`,
} as const
