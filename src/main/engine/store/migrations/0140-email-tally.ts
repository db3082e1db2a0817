/** How many emails an account has, kept: counting 100,000 of them took 80 ms of every look at the accounts (P9). */
export const emailTally = {
  version: 140,
  slug: 'email-tally',
  sql: `
CREATE TABLE email_tally (
  account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE,
  draft INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (account_id, draft)
) STRICT, WITHOUT ROWID;
INSERT INTO email_tally SELECT account_id, draft, count(*) FROM email GROUP BY account_id, draft;
CREATE TRIGGER email_tally_insert AFTER INSERT ON email BEGIN
  INSERT INTO email_tally VALUES (NEW.account_id, NEW.draft, 1) ON CONFLICT DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER email_tally_delete AFTER DELETE ON email BEGIN
  UPDATE email_tally SET count = count - 1 WHERE account_id = OLD.account_id AND draft = OLD.draft;
END;
CREATE TRIGGER email_tally_draft AFTER UPDATE OF draft ON email WHEN NEW.draft <> OLD.draft BEGIN
  UPDATE email_tally SET count = count - 1 WHERE account_id = OLD.account_id AND draft = OLD.draft;
  INSERT INTO email_tally VALUES (NEW.account_id, NEW.draft, 1) ON CONFLICT DO UPDATE SET count = count + 1;
END;
`,
} as const
