/**
 * Whether somebody wrote before, and whom an address or a name may be taken for.
 *
 * An opened email says when it is the first one from its address, and imitations are looked for only then.
 * Most senders are no contacts (automated mail makes none), so only the addresses of the emails themselves can tell.
 */
export const knownSenders = {
  version: 40,
  slug: 'known-senders',
  sql: `
CREATE INDEX email_by_sender ON email(from_address COLLATE NOCASE, sent_at) WHERE outbound = 0 AND counted = 1;
CREATE INDEX contact_by_name ON contact(name COLLATE NOCASE);
CREATE INDEX contact_address_by_domain ON contact_address(substr(address_key, instr(address_key, '@') + 1));
`,
}
