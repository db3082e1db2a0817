/**
 * The list of a mailbox or a tag is read in its order, like every other list: a row for each conversation and each of the two
 * that it has, kept by triggers. Where its mail is to lie is worked out once, when a conversation's row is.
 */
export const listMembers = {
  version: 120,
  slug: 'list-members',
  sql: `
ALTER TABLE conversation ADD COLUMN mailboxes TEXT NOT NULL DEFAULT '[]'; -- JSON: keys of those where its mail is to lie, ascending
UPDATE conversation SET mailboxes = (SELECT json_group_array(key) FROM (
  SELECT copy.mailbox_key AS key FROM email CROSS JOIN email_copy AS copy ON copy.email_key = email.key
    WHERE email.conversation_key = conversation.key AND NOT EXISTS (SELECT 1 FROM pending_move AS move
      WHERE move.email_key = copy.email_key AND move.mailbox_key = copy.mailbox_key)
  UNION SELECT move.to_mailbox_key FROM email CROSS JOIN pending_move AS move ON move.email_key = email.key
    WHERE email.conversation_key = conversation.key AND move.to_mailbox_key IS NOT NULL
  UNION SELECT mailbox.key FROM email CROSS JOIN pending_move AS move ON move.email_key = email.key
    JOIN mailbox ON mailbox.account_id = email.account_id AND mailbox.role = move.to_role
    WHERE email.conversation_key = conversation.key AND move.to_mailbox_key IS NULL
  ORDER BY key));

CREATE TABLE list_member (                  -- listed conversations by mailbox and tag, in the order of the list
  list ANY NOT NULL,                        -- a mailbox's key, or a tag
  archived INTEGER NOT NULL,
  facet INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  conversation_key INTEGER NOT NULL,
  PRIMARY KEY (list, archived, facet, last_at DESC, conversation_key DESC)
) STRICT, WITHOUT ROWID;
CREATE VIEW list_member_of AS               -- what it must hold
  SELECT list.value AS list, archived, facet, last_at, conversation.key AS conversation_key
    FROM conversation CROSS JOIN json_each(mailboxes) AS list WHERE hidden = 0
  UNION ALL SELECT list.value, archived, facet, last_at, conversation.key
    FROM conversation CROSS JOIN json_each('[' || replace(json_quote(tags), ' ', '","') || ']') AS list
    WHERE hidden = 0 AND tags <> '';
INSERT INTO list_member SELECT * FROM list_member_of ORDER BY 1, 2, 3, 4 DESC, 5 DESC;
DROP TABLE conversation_tag;

CREATE TRIGGER list_member_insert AFTER INSERT ON conversation
WHEN NEW.hidden = 0 AND (NEW.mailboxes <> '[]' OR NEW.tags <> '') BEGIN
  INSERT INTO list_member SELECT * FROM list_member_of WHERE conversation_key = NEW.key;
END;
CREATE TRIGGER list_member_delete AFTER DELETE ON conversation
WHEN OLD.hidden = 0 AND (OLD.mailboxes <> '[]' OR OLD.tags <> '') BEGIN
  DELETE FROM list_member WHERE archived = OLD.archived AND facet = OLD.facet AND last_at = OLD.last_at
    AND conversation_key = OLD.key AND list IN (SELECT value FROM json_each(OLD.mailboxes) UNION ALL
    SELECT value FROM json_each(CASE OLD.tags WHEN '' THEN '[]' ELSE '[' || replace(json_quote(OLD.tags), ' ', '","') || ']' END));
END;
CREATE TRIGGER list_member_update AFTER UPDATE OF hidden, archived, facet, last_at, mailboxes, tags ON conversation
WHEN (OLD.hidden, OLD.archived, OLD.facet, OLD.last_at, OLD.mailboxes, OLD.tags)
  <> (NEW.hidden, NEW.archived, NEW.facet, NEW.last_at, NEW.mailboxes, NEW.tags) BEGIN
  DELETE FROM list_member WHERE OLD.hidden = 0 AND archived = OLD.archived AND facet = OLD.facet AND last_at = OLD.last_at
    AND conversation_key = OLD.key AND list IN (SELECT value FROM json_each(OLD.mailboxes) UNION ALL
    SELECT value FROM json_each(CASE OLD.tags WHEN '' THEN '[]' ELSE '[' || replace(json_quote(OLD.tags), ' ', '","') || ']' END));
  INSERT INTO list_member SELECT * FROM list_member_of WHERE conversation_key = NEW.key;
END;
`,
} as const
