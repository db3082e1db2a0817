/**
 * What reports of failed and late deliveries say.
 *
 * A report names the mail that failed by its Message-ID (`message_id`), whether or not that mail is here yet; `guessed_key`
 * is the mail found by recipient and time where the Message-ID doesn't lead to it. From now on `email.bounce_of` is '' on a
 * report of a failure that names no Message-ID, and `email.joined_by` may be 'report'.
 *
 * Stored emails that may be reports, by their sender or subject, are marked incomplete: the next fill of bodies, or opening
 * them, reads them again. A few too many cost a fetch; one too few stays an ordinary mail for ever.
 */
export const bounces = {
  version: 20,
  slug: 'bounces',
  sql: `
CREATE TABLE bounce (
  email_key INTEGER PRIMARY KEY REFERENCES email(key) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('failed','delayed')),
  message_id TEXT,                          -- of the mail that failed, without angle brackets
  subject TEXT,                             -- of the mail that failed, as the report copied it
  guessed_key INTEGER REFERENCES email(key) ON DELETE SET NULL
) STRICT;
CREATE INDEX bounce_by_message_id ON bounce(account_id, message_id) WHERE message_id IS NOT NULL;
CREATE INDEX bounce_by_guess ON bounce(guessed_key) WHERE guessed_key IS NOT NULL;

CREATE TABLE bounce_recipient (
  email_key INTEGER NOT NULL REFERENCES bounce(email_key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  address TEXT NOT NULL,
  address_key TEXT NOT NULL,                -- normalised
  sent_to TEXT,                             -- as the sender wrote it, where mail was passed on
  sent_to_key TEXT,
  reason TEXT NOT NULL,                     -- shared/bounce BounceReason
  status TEXT,
  diagnostic TEXT,
  PRIMARY KEY (email_key, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX bounce_recipient_by_address ON bounce_recipient(address_key);
CREATE INDEX bounce_recipient_by_sent_to ON bounce_recipient(sent_to_key) WHERE sent_to_key IS NOT NULL;

UPDATE email SET body_state = 'partial'
WHERE body_state = 'present' AND outbound = 0
  AND (bounce_of IS NOT NULL OR from_address IS NULL
    OR from_address LIKE 'mailer-daemon@%' OR from_address LIKE 'postmaster@%' OR from_address LIKE 'post!_master@%' ESCAPE '!'
    OR subject LIKE '%undeliver%' OR subject LIKE '%deliver%fail%' OR subject LIKE '%fail%deliver%'
    OR subject LIKE '%delivery status%' OR subject LIKE '%delivery notification%' OR subject LIKE '%not be delivered%'
    OR subject LIKE '%returned%mail%' OR subject LIKE '%mail%returned%' OR subject LIKE 'failure notice%'
    OR (automated = 1 AND (subject LIKE '%deliver%' OR subject LIKE '%reject%' OR subject LIKE '%unknown%'
      OR subject LIKE '%return%' OR subject LIKE '%mail%error%')));
`,
} as const
