/**
 * Mail being written, and mail on its way out (semantics.md, Sending).
 *
 * A draft belongs to no account: who it is sent as is part of what was written. Files of drafts and frozen mail lie in the
 * blob store; the rows here keep them there.
 */
export const draftsAndOutbox = {
  version: 100,
  slug: 'drafts-and-outbox',
  sql: `
CREATE TABLE draft (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('new','reply','reply-all','forward')),
  conversation_key INTEGER REFERENCES conversation(key) ON DELETE SET NULL,
  email_key INTEGER REFERENCES email(key) ON DELETE SET NULL, -- that it answers or forwards
  reply_to TEXT,                            -- Message-ID of that email, without angle brackets: it outlives the email
  reply_references TEXT NOT NULL DEFAULT '', -- its References and its own id, space separated
  state TEXT NOT NULL CHECK (state IN ('open','queued','sent','discarded')),
  revision INTEGER NOT NULL,                -- the newest
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  closed_at INTEGER,                        -- when it was sent or discarded
  mirror TEXT NOT NULL DEFAULT 'none' CHECK (mirror IN ('none','waiting','saved','failed')),
  mirror_account_id TEXT,                   -- whose Drafts mailbox holds its copy
  mirror_revision INTEGER NOT NULL DEFAULT 0, -- that this copy shows; 0: there is none
  continued_email_key INTEGER REFERENCES email(key) ON DELETE SET NULL -- a draft of another program's that it goes on with
) STRICT;
CREATE INDEX draft_by_conversation ON draft(conversation_key) WHERE conversation_key IS NOT NULL;
CREATE INDEX draft_by_email ON draft(email_key) WHERE email_key IS NOT NULL;
CREATE INDEX draft_by_continued_email ON draft(continued_email_key) WHERE continued_email_key IS NOT NULL;
CREATE INDEX draft_by_state ON draft(state, updated_at);

CREATE TABLE draft_revision (
  draft_key INTEGER NOT NULL REFERENCES draft(key) ON DELETE CASCADE,
  revision INTEGER NOT NULL,                -- from 1, never given twice
  saved_at INTEGER NOT NULL,
  content TEXT NOT NULL,                    -- JSON of shared/draft DraftContent
  preview TEXT NOT NULL,
  characters INTEGER NOT NULL,
  kept INTEGER NOT NULL DEFAULT 0,          -- gone back to once: thinning leaves it
  PRIMARY KEY (draft_key, revision)
) STRICT;

CREATE TABLE draft_attachment (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  draft_key INTEGER NOT NULL REFERENCES draft(key) ON DELETE CASCADE,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  content_id TEXT,                          -- where the text draws it, without angle brackets
  blob_hash TEXT NOT NULL
) STRICT;
CREATE INDEX draft_attachment_by_draft ON draft_attachment(draft_key);

CREATE TABLE submission (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE,
  draft_key INTEGER REFERENCES draft(key) ON DELETE SET NULL,
  conversation_key INTEGER REFERENCES conversation(key) ON DELETE SET NULL,
  email_key INTEGER REFERENCES email(key) ON DELETE SET NULL, -- that stands for it in its thread
  answered_key INTEGER REFERENCES email(key) ON DELETE SET NULL, -- that it answers or forwards
  answered_flag TEXT,                       -- that this email gets once it is sent: \\Answered, $Forwarded
  state TEXT NOT NULL CHECK (state IN ('queued','sending','sent','uncertain','failed','cancelled')),
  message_id TEXT NOT NULL,                 -- without angle brackets; never changes, like the bytes
  blob_hash TEXT NOT NULL,                  -- the bytes: on the wire, and in Sent
  size_bytes INTEGER NOT NULL,
  sender TEXT NOT NULL,                     -- MAIL FROM
  recipients TEXT NOT NULL,                 -- RCPT TO, and what became of each: JSON of shared/submission RecipientResult
  subject TEXT NOT NULL,
  recipients_shown TEXT NOT NULL,           -- JSON of the To field
  send_at INTEGER NOT NULL,
  scheduled INTEGER NOT NULL,
  held_for_answer INTEGER NOT NULL DEFAULT 0,
  retry_at INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0,
  first_attempt_at INTEGER,
  handed_over INTEGER NOT NULL DEFAULT 0,   -- the last bytes may have left: from here on a loss is uncertain (RFC 1047)
  problem TEXT,                             -- JSON ErrorReport
  created_at INTEGER NOT NULL,
  sent_at INTEGER,
  sent_copy TEXT CHECK (sent_copy IN ('waiting','there','refused')), -- NULL until it is sent
  append_tried INTEGER NOT NULL DEFAULT 0   -- a copy in Sent may be ours
) STRICT;
CREATE INDEX submission_open ON submission(account_id, send_at) WHERE state IN ('queued','sending','uncertain','failed');
CREATE INDEX submission_by_email ON submission(email_key) WHERE email_key IS NOT NULL;
CREATE INDEX submission_by_answered ON submission(answered_key) WHERE answered_key IS NOT NULL;
CREATE INDEX submission_by_draft ON submission(draft_key) WHERE draft_key IS NOT NULL;
CREATE INDEX submission_by_conversation ON submission(conversation_key) WHERE conversation_key IS NOT NULL;
CREATE INDEX submission_by_message_id ON submission(account_id, message_id);

ALTER TABLE email ADD COLUMN unsent INTEGER NOT NULL DEFAULT 0;            -- stands for a mail that is not sent yet: shown, and in no figure
ALTER TABLE conversation ADD COLUMN outgoing TEXT;                         -- what waits to be sent from it: ConversationRow.outgoing
ALTER TABLE account ADD COLUMN files_sent INTEGER NOT NULL DEFAULT 0;      -- its server files sent mail by itself
ALTER TABLE account ADD COLUMN smtp_size_bytes INTEGER;                    -- SIZE of the last EHLO (RFC 1870)
`,
} as const
