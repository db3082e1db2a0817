import { existsSync } from 'node:fs'

/** Capabilities that a test can take away from the server. */
export type DroppableCapability =
  | 'CONDSTORE'
  | 'QRESYNC'
  | 'MOVE'
  | 'UIDPLUS'
  | 'IDLE'
  | 'SPECIAL-USE'
  | 'LITERAL+'
  | 'ENABLE'
  | 'LIST-STATUS'
  | 'ESEARCH'
  | 'NAMESPACE'

export type MailFormat = 'maildir' | 'sdbox' | 'mdbox'

export type DovecotConfig = {
  readonly folder: string
  readonly port: number
  readonly tlsPort: number
  readonly certPath: string
  readonly keyPath: string
  readonly format: MailFormat
  readonly dropCapabilities: readonly DroppableCapability[]
  readonly quotaKilobytes: number | undefined
  readonly maxConnectionsPerUser: number
  readonly rawLog: boolean
  readonly authFailureDelaySeconds: number
  readonly plaintextLogin: boolean
  readonly uid: number
  readonly gid: number
  readonly extra: string
}

/** What Dovecot 2.3 offers after login, without what only some builds have. */
const offered = [
  'IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE SORT SORT=DISPLAY THREAD=REFERENCES THREAD=REFS',
  'THREAD=ORDEREDSUBJECT MULTIAPPEND URL-PARTIAL CATENATE UNSELECT CHILDREN NAMESPACE UIDPLUS LIST-EXTENDED',
  'I18NLEVEL=1 CONDSTORE QRESYNC ESEARCH ESORT SEARCHRES WITHIN CONTEXT=SEARCH LIST-STATUS BINARY MOVE',
  'SNIPPET=FUZZY PREVIEW=FUZZY PREVIEW STATUS=SIZE SAVEDATE LITERAL+ NOTIFY SPECIAL-USE',
]
  .join(' ')
  .split(' ')

/** The capability line of a weaker server; empty where nothing is taken away. */
function capabilityLine(drop: readonly DroppableCapability[]): string {
  const gone = new Set<string>(drop)
  return drop.length === 0 ? '' : offered.filter(name => !gone.has(name)).join(' ')
}

/** The text of a dovecot.conf that needs nothing outside its own folder. */
export function dovecotConfigText(config: DovecotConfig): string {
  const { folder } = config
  const root = process.getuid?.() === 0
  const capabilities = capabilityLine(config.dropCapabilities)
  const role = (name: string, use: string) => {
    const special = config.dropCapabilities.includes('SPECIAL-USE') ? '' : `\n    special_use = \\${use}`
    return `  mailbox ${name} {\n    auto = subscribe${special}\n  }\n`
  }
  const plugins = config.quotaKilobytes === undefined ? '' : 'quota'
  return `base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/dovecot.log
info_log_path = ${folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
${root ? '' : `default_internal_user = ${process.env['USER'] ?? ''}\ndefault_login_user = ${process.env['USER'] ?? ''}\n`}
first_valid_uid = 1
mail_location = ${config.format}:~/mail${config.format === 'maildir' ? ':UTF-8' : ''}
mail_fsync = never
mail_plugins = ${plugins}
maildir_copy_with_hardlinks = no
disable_plaintext_auth = ${config.plaintextLogin ? 'no' : 'yes'}
auth_mechanisms = plain login
auth_verbose = yes
auth_failure_delay = ${config.authFailureDelaySeconds} secs
ssl = yes
ssl_cert = <${config.certPath}
ssl_key = <${config.keyPath}
ssl_min_protocol = TLSv1.2
${existsSync('/usr/share/dovecot/dh.pem') ? 'ssl_dh = </usr/share/dovecot/dh.pem' : ''}
${capabilities ? `imap_capability = ${capabilities}` : ''}
imap_idle_notify_interval = 29 mins
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u ${folder}/users
}
userdb {
  driver = passwd-file
  args = username_format=%u ${folder}/users
}
namespace inbox {
  inbox = yes
  separator = /
${role('Drafts', 'Drafts')}${role('Sent', 'Sent')}${role('Archive', 'Archive')}${role('Trash', 'Trash')}${role('Junk', 'Junk')}}
protocol imap {
  mail_max_userip_connections = ${config.maxConnectionsPerUser}
  mail_plugins = ${plugins ? 'quota imap_quota' : ''}
${config.rawLog ? `  rawlog_dir = ${folder}/rawlog\n` : ''}}
${config.quotaKilobytes === undefined ? '' : `plugin {\n  quota = count:User quota\n  quota_vsizes = yes\n  quota_rule = *:storage=${config.quotaKilobytes}K\n}\n`}
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
service imap-login {
  chroot =
  service_count = 0
  process_min_avail = 1
  inet_listener imap {
    port = ${config.port}
  }
  inet_listener imaps {
    port = ${config.tlsPort}
    ssl = yes
  }
}
service imap {
  process_limit = 200
  vsz_limit = 2 G
}
${config.extra}
`
}
