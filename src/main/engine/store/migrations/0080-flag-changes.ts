/**
 * Flag changes that wait for the server are rows, so that those of some emails are found without reading all that wait
 * (P9). Keys of jobs are never given out twice: whoever holds one means that job, and no later one.
 */
export const flagChanges = {
  version: 80,
  slug: 'flag-changes',
  sql: `
CREATE TABLE new_job (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id TEXT REFERENCES account(id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,                    -- JSON, meaning set by kind; changes of flags stand in flag_change
  state TEXT NOT NULL CHECK (state IN ('ready','running','failed')),
  attempts INTEGER NOT NULL DEFAULT 0,
  run_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  problem TEXT                              -- JSON ErrorReport of the last attempt
) STRICT;
INSERT INTO new_job
  SELECT key, account_id, kind, iif(kind = 'set-flags', json_remove(payload, '$.changes'), payload),
    state, attempts, run_at, created_at, problem FROM job;

CREATE TABLE flag_change (                  -- what jobs of kind set-flags change
  job_key INTEGER NOT NULL REFERENCES new_job(key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  mailbox_key INTEGER NOT NULL,             -- the job's
  lost INTEGER NOT NULL,                    -- 1: the uid means nothing any more, the email is meant
  uid INTEGER NOT NULL,
  email_key INTEGER,
  adds TEXT NOT NULL,                       -- JSON array of flags as on the wire
  removes TEXT NOT NULL,
  PRIMARY KEY (job_key, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX flag_change_by_uid ON flag_change(mailbox_key, uid) WHERE lost = 0;
CREATE INDEX flag_change_by_email ON flag_change(mailbox_key, email_key) WHERE lost = 1;
INSERT INTO flag_change
  SELECT job.key, change.key, payload ->> '$.mailboxKey', payload ->> '$.uidValidity' = '', change.value ->> '$.uid',
    change.value ->> '$.emailKey', change.value -> '$.add', change.value -> '$.remove'
  FROM job CROSS JOIN json_each(payload, '$.changes') AS change WHERE job.kind = 'set-flags';

DROP TABLE job;
ALTER TABLE new_job RENAME TO job;
CREATE INDEX job_ready ON job(account_id, run_at, key) WHERE state = 'ready';
CREATE INDEX job_by_kind ON job(kind, key);
CREATE INDEX job_by_mailbox ON job(kind, json_extract(payload, '$.mailboxKey'), key);
CREATE INDEX job_by_action ON job(json_extract(payload, '$.actionId'), state) WHERE json_extract(payload, '$.actionId') IS NOT NULL;
`,
} as const
