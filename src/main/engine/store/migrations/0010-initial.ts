/**
 * The first schema.
 *
 * Mail is keyed within an account; `email` has one row per message however many mailboxes hold a copy (semantics.md,
 * Email); `conversation` carries everything that a row of the list draws, so that a page is one index scan.
 * Times are epoch ms UTC. Keys that leave the engine are opaque text (`id`); `key` is for joins only.
 *
 * `search_key` grows with time (store/slots.ts): it is the rowid in the search table, and full-text search can only walk
 * newest first when its rowids do. The rows themselves lie in order of arrival: a first sync goes backwards in time, and
 * keys that shrink leave every page half empty. No SQLite feature newer than 3.46.
 */
export const initial = {
  version: 10,
  slug: 'initial',
  sql: `
CREATE TABLE setting (
  name TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL                       -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('imap','demo')),
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  imap TEXT NOT NULL,                       -- JSON ServerSettings
  smtp TEXT,                                -- JSON ServerSettings
  body_window TEXT NOT NULL CHECK (body_window IN ('month','year','all')),
  paused INTEGER NOT NULL DEFAULT 0,
  tls_seen INTEGER NOT NULL DEFAULT 0,      -- once signed in over TLS, never again without (R-40)
  last_synced_at INTEGER,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE identity (
  id TEXT PRIMARY KEY NOT NULL,
  account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  address TEXT NOT NULL,                    -- as written
  address_key TEXT NOT NULL,                -- normalised: decides what is outbound
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX identity_by_address ON identity(address_key);
CREATE INDEX identity_by_account ON identity(account_id);

CREATE TABLE mailbox (
  key INTEGER PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE,
  path TEXT NOT NULL,                       -- an id of the server's, never a file path (R-46)
  name TEXT NOT NULL,
  delimiter TEXT,
  role TEXT NOT NULL CHECK (role IN ('inbox','archive','sent','drafts','trash','junk','all','none')),
  selectable INTEGER NOT NULL DEFAULT 1,
  object_id TEXT,                           -- RFC 8474 MAILBOXID
  uid_validity TEXT,                        -- decimal: up to 2^32, kept as text beside modseq
  uid_next INTEGER NOT NULL DEFAULT 0,
  highest_modseq TEXT,                      -- decimal: up to 2^63 (RFC 7162), text because JavaScript numbers end at 2^53
  backfill_uid INTEGER,                     -- next UID below which mail is still to be fetched; NULL = all fetched
  message_count INTEGER NOT NULL DEFAULT 0, -- as the server last said
  synced_at INTEGER,
  UNIQUE (account_id, path)
) STRICT;

CREATE TABLE contact (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  company TEXT,
  phone TEXT,
  notes TEXT,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE contact_address (
  address_key TEXT PRIMARY KEY NOT NULL,    -- normalised
  contact_key INTEGER NOT NULL REFERENCES contact(key) ON DELETE CASCADE,
  address TEXT NOT NULL                     -- as first seen
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_address_by_contact ON contact_address(contact_key);

CREATE TABLE conversation (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE,
  contact_key INTEGER REFERENCES contact(key), -- NULL for automated mail, which never makes a contact
  contact_id TEXT NOT NULL,                 -- '' where contact_key is NULL
  contact_name TEXT NOT NULL,
  contact_address TEXT,
  source TEXT NOT NULL CHECK (source IN ('email','form','support','other')),
  source_by_user INTEGER NOT NULL DEFAULT 0,
  subject TEXT NOT NULL,
  subject_key TEXT NOT NULL,                -- without reply prefixes, lower case
  preview TEXT NOT NULL,
  preview_author TEXT NOT NULL CHECK (preview_author IN ('contact','you','assistant')),
  last_at INTEGER NOT NULL,
  email_count INTEGER NOT NULL,
  unread_count INTEGER NOT NULL,
  unread_since INTEGER,                     -- sent_at of the oldest unread email
  has_attachment INTEGER NOT NULL,
  archived INTEGER NOT NULL,
  facet INTEGER NOT NULL DEFAULT 0,         -- what filters ask for, in one indexed number: 1 unread, 2 waits for a reply
  hidden INTEGER NOT NULL DEFAULT 0,        -- only trash, junk or drafts left: not listed, not counted
  muted INTEGER NOT NULL DEFAULT 0,
  snoozed_until INTEGER,
  bounced INTEGER NOT NULL DEFAULT 0,
  has_draft INTEGER NOT NULL DEFAULT 0,
  ticket_number INTEGER,
  ticket_status TEXT CHECK (ticket_status IN ('open','waiting','closed')),
  waiting_since INTEGER,                    -- start of the open wait
  started_at INTEGER NOT NULL,              -- oldest counted email
  search_key INTEGER UNIQUE                 -- rowid in search.db, grows with last_at
) STRICT;
-- Any filter is a merge of a few ordered streams of one of these three (store/conversation-page.ts).
CREATE INDEX conversation_list ON conversation(archived, last_at DESC, key DESC) WHERE hidden = 0;
CREATE INDEX conversation_list_facet ON conversation(archived, source, facet, last_at DESC, key DESC) WHERE hidden = 0;
CREATE INDEX conversation_list_account ON conversation(account_id, archived, source, facet, last_at DESC, key DESC) WHERE hidden = 0;
CREATE INDEX conversation_waiting ON conversation(waiting_since) WHERE hidden = 0 AND archived = 0 AND waiting_since IS NOT NULL;
CREATE INDEX conversation_unread_since ON conversation(unread_since) WHERE hidden = 0 AND archived = 0 AND unread_since IS NOT NULL;
CREATE INDEX conversation_by_contact ON conversation(contact_key, last_at DESC);
CREATE INDEX conversation_by_subject ON conversation(account_id, subject_key, last_at DESC);
CREATE INDEX conversation_started ON conversation(started_at) WHERE hidden = 0;

CREATE TABLE conversation_tally (           -- listed conversations by what the counts ask; kept by the triggers below
  account_id TEXT NOT NULL,
  archived INTEGER NOT NULL,
  source TEXT NOT NULL,
  facet INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (account_id, archived, source, facet)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER conversation_tally_insert AFTER INSERT ON conversation WHEN NEW.hidden = 0 BEGIN
  INSERT INTO conversation_tally VALUES (NEW.account_id, NEW.archived, NEW.source, NEW.facet, 1)
    ON CONFLICT DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER conversation_tally_delete AFTER DELETE ON conversation WHEN OLD.hidden = 0 BEGIN
  UPDATE conversation_tally SET count = count - 1
    WHERE account_id = OLD.account_id AND archived = OLD.archived AND source = OLD.source AND facet = OLD.facet;
END;
CREATE TRIGGER conversation_tally_leave AFTER UPDATE OF hidden, archived, source, facet ON conversation
WHEN OLD.hidden = 0 AND (NEW.hidden <> 0 OR NEW.archived <> OLD.archived OR NEW.source <> OLD.source OR NEW.facet <> OLD.facet) BEGIN
  UPDATE conversation_tally SET count = count - 1
    WHERE account_id = OLD.account_id AND archived = OLD.archived AND source = OLD.source AND facet = OLD.facet;
END;
CREATE TRIGGER conversation_tally_enter AFTER UPDATE OF hidden, archived, source, facet ON conversation
WHEN NEW.hidden = 0 AND (OLD.hidden <> 0 OR NEW.archived <> OLD.archived OR NEW.source <> OLD.source OR NEW.facet <> OLD.facet) BEGIN
  INSERT INTO conversation_tally VALUES (NEW.account_id, NEW.archived, NEW.source, NEW.facet, 1)
    ON CONFLICT DO UPDATE SET count = count + 1;
END;

CREATE TABLE conversation_alias (           -- ids of conversations that were merged away: links stay good
  id TEXT PRIMARY KEY NOT NULL,
  conversation_key INTEGER NOT NULL REFERENCES conversation(key) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE email (
  key INTEGER PRIMARY KEY AUTOINCREMENT,    -- in order of arrival, so that pages fill; never given twice
  search_key INTEGER NOT NULL UNIQUE,       -- rowid in search.db, grows with sent_at
  id TEXT NOT NULL UNIQUE,
  account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE,
  conversation_key INTEGER NOT NULL REFERENCES conversation(key) ON DELETE CASCADE,
  dedupe_key BLOB NOT NULL,                 -- mail/mime/identity-hash
  message_id TEXT,                          -- without angle brackets
  from_name TEXT NOT NULL,
  from_address TEXT,
  subject TEXT NOT NULL,
  base_subject TEXT,                        -- without reply prefixes; NULL when the same as subject
  preview TEXT NOT NULL,
  sent_at INTEGER NOT NULL,                 -- Date header, else INTERNALDATE; never more than two days after received_at
  received_at INTEGER NOT NULL,             -- INTERNALDATE
  size_bytes INTEGER NOT NULL,
  outbound INTEGER NOT NULL,
  automated INTEGER NOT NULL,
  assistant INTEGER NOT NULL DEFAULT 0,
  local INTEGER NOT NULL DEFAULT 0,         -- made here, not on the server yet: lives without copies
  places INTEGER NOT NULL DEFAULT -1,       -- bits of the roles of the mailboxes that hold a copy (store/places.ts); -1 until placed
  draft INTEGER NOT NULL DEFAULT 0,
  counted INTEGER NOT NULL DEFAULT 1,       -- 0: every copy lies in trash, junk or drafts
  unread INTEGER NOT NULL DEFAULT 0,        -- inbound, counted, and a copy without \\Seen
  has_attachment INTEGER NOT NULL,
  malformed INTEGER NOT NULL DEFAULT 0,
  body_state TEXT NOT NULL CHECK (body_state IN ('present','partial','absent','unreadable')),
  has_html INTEGER NOT NULL DEFAULT 0,
  joined_by TEXT NOT NULL,                  -- which header put it here: 'first', 'message-id', 'in-reply-to', 'references', 'subject', 'user'
  bounce_of TEXT,                           -- Message-ID that this report is about
  UNIQUE (account_id, dedupe_key)
) STRICT;
CREATE INDEX email_by_conversation ON email(conversation_key, sent_at, key);
CREATE INDEX email_by_message_id ON email(account_id, message_id);
CREATE INDEX email_by_time ON email(sent_at, outbound) WHERE counted = 1 AND draft = 0;
CREATE INDEX email_without_place ON email(account_id) WHERE places = 0 AND local = 0; -- on the move, or gone
CREATE INDEX email_body_missing ON email(account_id, sent_at DESC) WHERE body_state IN ('partial','absent');

CREATE TABLE email_copy (                   -- an email in a mailbox: what IMAP knows
  mailbox_key INTEGER NOT NULL REFERENCES mailbox(key) ON DELETE CASCADE,
  uid INTEGER NOT NULL,
  email_key INTEGER NOT NULL REFERENCES email(key) ON DELETE CASCADE,
  seen INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  flagged INTEGER NOT NULL,
  draft INTEGER NOT NULL,
  deleted INTEGER NOT NULL,
  keywords TEXT NOT NULL DEFAULT '',        -- other keywords, space separated, sorted
  PRIMARY KEY (mailbox_key, uid)
) STRICT, WITHOUT ROWID;
CREATE INDEX email_copy_by_email ON email_copy(email_key);

CREATE TABLE email_content (                -- one packed piece: text, HTML, headers (mail/mime/pack-content)
  email_key INTEGER PRIMARY KEY REFERENCES email(key) ON DELETE CASCADE,
  packed BLOB NOT NULL
) STRICT;

CREATE TABLE email_recipient (              -- kept apart: only an opened thread reads it
  email_key INTEGER PRIMARY KEY REFERENCES email(key) ON DELETE CASCADE,
  addresses TEXT NOT NULL                   -- JSON {from,replyTo,to,cc,bcc}: lists of [name, address]
) STRICT;

CREATE TABLE attachment (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  email_key INTEGER NOT NULL REFERENCES email(key) ON DELETE CASCADE,
  part_id TEXT NOT NULL,                    -- IMAP part number
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  size_bytes INTEGER,
  inline INTEGER NOT NULL,
  content_id TEXT,
  encoding TEXT NOT NULL,
  blob_hash TEXT
) STRICT;
CREATE INDEX attachment_by_email ON attachment(email_key);
CREATE INDEX attachment_by_blob ON attachment(blob_hash) WHERE blob_hash IS NOT NULL;

CREATE TABLE thread_ref (                   -- every Message-ID known to a conversation, phantom parents included (JWZ)
  ref BLOB PRIMARY KEY NOT NULL,            -- 8 bytes of a hash of account and Message-ID: ids are long and stand in two trees
  conversation_key INTEGER NOT NULL REFERENCES conversation(key) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX thread_ref_by_conversation ON thread_ref(conversation_key);

CREATE TABLE wait (                         -- shared/waits, kept in the mail's own transaction
  conversation_key INTEGER NOT NULL REFERENCES conversation(key) ON DELETE CASCADE,
  opened_by INTEGER NOT NULL,               -- email.key
  opened_at INTEGER NOT NULL,
  closed_by INTEGER,
  closed_at INTEGER,
  PRIMARY KEY (conversation_key, opened_by)
) STRICT, WITHOUT ROWID;
CREATE INDEX wait_closed ON wait(closed_at, opened_at) WHERE closed_at IS NOT NULL;

CREATE TABLE tombstone (                    -- deleted by the user: stays away although the server may still have it
  account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE,
  dedupe_key BLOB NOT NULL,
  deleted_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, dedupe_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE blob (
  hash TEXT PRIMARY KEY NOT NULL,           -- SHA-256, hex; the file is blobs/ab/cdef…
  size_bytes INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE job (
  key INTEGER PRIMARY KEY,
  account_id TEXT REFERENCES account(id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,                    -- JSON, meaning set by kind
  state TEXT NOT NULL CHECK (state IN ('ready','running','failed')),
  attempts INTEGER NOT NULL DEFAULT 0,
  run_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  problem TEXT                              -- JSON ErrorReport of the last attempt
) STRICT;
CREATE INDEX job_ready ON job(account_id, run_at, key) WHERE state = 'ready';
CREATE INDEX job_by_kind ON job(kind, key);

CREATE TABLE search_queue (                 -- what the search database is still to learn (store/search-indexer.ts)
  seq INTEGER PRIMARY KEY AUTOINCREMENT,    -- without gaps: the indexer notes how far it is, and counts
  target INTEGER NOT NULL,                  -- 0 email, 1 conversation
  search_key INTEGER NOT NULL,
  words TEXT                                -- NULL: not to be found any more
) STRICT;
`,
} as const
