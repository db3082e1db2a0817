import type { ErrorCode } from '#shared/errors.ts'

/** What happened and what to do next, for people at a terminal. */
const sentences: Readonly<Record<ErrorCode, string>> = {
  'auth-rejected':
    'The server rejected the user name or password. Check both; some providers want an app password.',
  'auth-unavailable': 'The server cannot check passwords right now. Try again in a few minutes.',
  'auth-missing': 'No password for this account is known here. Set PARLEY_PASSWORD for this run.',
  'host-not-found': 'The server name was not found. Check its spelling and your connection.',
  'connection-refused': 'Nothing answers at that port. Check the port number.',
  'connection-timeout':
    'The server did not answer. The port may be blocked by a firewall or by this network.',
  'connection-lost': 'The connection broke off. What was fetched so far is kept; run the command again.',
  'tls-untrusted':
    'The server’s certificate is not signed by an authority that this computer trusts. Nothing was sent.',
  'tls-wrong-host': 'The server’s certificate is for another name. Check the host name. Nothing was sent.',
  'tls-expired':
    'The server’s certificate is out of date, or this computer’s clock is wrong. Nothing was sent.',
  'tls-unavailable':
    'The server offers no encrypted connection in this way. Try the other kind of security. Nothing was sent.',
  'protocol-violation': 'The server’s answers make no sense. The connection was closed.',
  'server-refused': 'The server refused.',
  'server-busy': 'The server has too many connections. Try again in a few minutes.',
  'address-not-ascii': 'The mail server takes no addresses with letters other than a to z.',
  'over-quota': 'The mailbox is full.',
  'mailbox-missing': 'The mailbox is not on the server any more.',
  'read-only': 'The server lets this account only read.',
  'message-missing': 'The message is not on the server any more.',
  offline: 'There is no network connection.',
  'store-damaged':
    'The data folder is damaged. Start Parley once: it keeps the damaged file aside and syncs again.',
  'store-newer': 'The data folder was written by a newer Parley. Update, or name another folder with --data.',
  'store-locked': 'Parley is running with this data folder. Quit it, or name another folder with --data.',
  'disk-full': 'The disk is full. Nothing was lost; make space and run the command again.',
  'secret-store-missing': 'There is no keychain here. Set PARLEY_PASSWORD for this run.',
  'secret-store-locked': 'The keychain or vault is locked. Unlock it, or set PARLEY_PASSWORD for this run.',
  'secret-store-timeout':
    'The keychain did not answer. Look for its prompt, or set PARLEY_PASSWORD for this run.',
  'passphrase-wrong': 'The passphrase is wrong.',
  'not-found': 'There is nothing with this id.',
  'too-large': 'It is too large.',
  unreadable: 'It cannot be read.',
  blocked: 'Refused for safety: a connection without encryption is for this computer only.',
  'invalid-request': 'Something in the command is not right.',
  'unknown-method': 'This version does not know that.',
  cancelled: 'Stopped.',
  'engine-restarted': 'The engine had to start again. Run the command again.',
  'engine-failed': 'The engine could not start. See the log in the data folder.',
  internal: 'Something unexpected went wrong. See the log in the data folder.',
}

/** The sentence for a failure; the server's own words are quoted as such. */
export function errorSentence(code: ErrorCode, detail: string | undefined): string {
  if (detail === undefined) return sentences[code]
  const fromServer: ReadonlySet<ErrorCode> = new Set([
    'auth-rejected',
    'auth-unavailable',
    'server-refused',
    'server-busy',
    'over-quota',
  ])
  return fromServer.has(code)
    ? `${sentences[code]} The server says: ${detail}`
    : `${sentences[code]} (${detail})`
}
