import type { BounceReason } from '#shared/bounce.ts'

/** What phrases say; the first line of a table that has one decides. Phrases are matched against lower-case words. */
type PhraseTable = readonly (readonly [BounceReason, readonly RegExp[]])[]

/** Lists of senders that servers ask; their names stand in links and hosts too. */
export const listNames =
  /spamhaus|spamcop|\bsorbs\b|barracudacentral|\bdnsbl\b|\brbl\b|uceprotect|abuseat|invaluement|backscatterer|mailspike|senderscore|talosintelligence|trendmicro.{0,20}\bers\b|cloudmark.{0,10}\bcsi\b/i

/** Help pages that large providers name in every language (Gmail, Google Groups). */
export const helpPages: PhraseTable = [
  [
    'no-such-address',
    [/\bRecip(?:ient)?NotFound|[?&]p=NoSuchUser|answer=6596\b|groups\.google\.com\/support|topic=25838\b/],
  ],
  ['mailbox-full', [/[?&]p=OverQuota|answer=6592\b/]],
  ['disabled', [/[?&]p=DisabledUser/]],
  ['too-large', [/[?&]p=MaxSizeError/]],
  ['too-many', [/[?&]p=(?:ReceivingRate|UnsolicitedRateLimit|ReceivingRatePerm)/]],
  [
    'authentication',
    [/[?&]p=(?:Dmarc|SenderAuth|UnauthenticatedEmail|TlsRequired)|sender-authentication|SPF\.aspx/i],
  ],
  ['looks-like-spam', [/[?&]p=UnsolicitedMessage|answer=81126\b/]],
  ['content-rejected', [/[?&]p=(?:BlockedMessage|RfcMessageNonCompliant)|answer=6590\b/]],
]

/**
 * Words that leave no doubt. Order matters where words of two reasons meet: "spam" in a sentence about a list of senders is
 * about the list; "unknown" in one about a full mailbox is not about the address.
 */
export const clearPhrases: PhraseTable = [
  [
    'loop',
    [
      /\bloop(?:ing|s|ed)?\b/,
      /too many (?:hops|received)/,
      /hop ?count exceeded/,
      /exceeded (?:max(?:imum)? )?hop count/,
      /maximum hop/,
    ],
  ],
  [
    'too-many',
    [
      /(?:daily|hourly) (?:relay |sending |message )?(?:quota|limit)/,
      /too many (?:messages|mails|emails|connections|concurrent|recipients|errors|requests|sessions|smtp|bad commands|invalid recipients|rcpt)/,
      /(?:rate|sending|connection|message) limit/,
      /rate[- ]?limited/,
      /throttl/,
      /unusual rate/,
      /at a rate that|too quickly|too fast|too often|too much mail/,
      /exceeded (?:the |your )?(?:rate|sending|connection|messaging)/,
      /concurrency limit|connections? (?:rate|frequency)|frequency limit/,
      /exceeded the max emails|max emails per hour/,
      /slow down|unexpected volume|user complaints/,
    ],
  ],
  [
    'mailbox-full',
    [
      /over[- ]?(?:the |his |her |its |their )?quota|out of quota|quota (?:exceed|violation|full|limit|is full|reached)|(?:mail|disk|storage|user|mailbox|over) ?quota/,
      /exceed\w{0,3}\b.{0,30}\bquota/,
      /(?:mailbox|mail ?box|mail ?folder|account|inbox|mail ?drop|mail ?spool|box)\b.{0,40}(?:\bfull\b|exceed|storage limit|too big|too large|out of space)/,
      /mail ?box ?full|full mail ?box|mailfull/,
      /(?:not enough|no|insufficient) (?:disk |storage |free |mail ?box )?(?:space|storage|quota)/,
      /insufficient system storage|space not enough|disk (?:is )?full|out of (?:storage|disk)|storage (?:space )?exceeded/,
      /exceeded (?:the |its |his |their )?(?:storage|mailbox|disk|allocated)/,
      /postfach\b.{0,30}voll|speicherplatz|bo[iî]te\b.{0,60}(?:pleine|remplie)|buz[oó]n\b.{0,30}lleno|casella\b.{0,30}piena|caixa\b.{0,30}cheia|postvak\b.{0,20}vol\b|mailbox is vol\b|skrzynk\w{1,3}\b.{0,30}(?:pełna|przepełniona)|переполнен|ящик.{0,30}полон/,
      /(?:容量|メールボックス).{0,20}(?:超|いっぱい|一杯|不足|オーバー)|受信(?:容量|可能件数)|용량.{0,10}초과|邮箱.{0,6}(?:已满|满)|空间不足|信箱已滿/,
    ],
  ],
  [
    'too-large',
    [
      /(?:message|mail|email|attachment|file|content|it) (?:size )?(?:is |was )?(?:too (?:large|big|long)|larger than|exceed)/,
      /too (?:large|big) (?:for|a message|mail)|message (?:too )?big|size (?:limit|exceed|restriction|constraint|violation)/,
      /exceed\w{0,3}\b.{0,40}\b(?:maximum|max|allowed|fixed|size)\b.{0,20}\b(?:size|length|limit)/,
      /exceeds? (?:the )?(?:maximum |max |fixed |allowed )?(?:message |mail )?size|maximum (?:message |mail )?size/,
      /message length exceeds|over the (?:max(?:imum)? )?(?:message )?size/,
      /zu gro(?:ß|ss)|trop (?:volumineux|grand|gros)|demasiado grande|troppo grande|muito grande|te groot|サイズ.{0,12}(?:超|大き)|слишком больш/,
    ],
  ],
  [
    'authentication',
    [
      /\bspf\b|\bdmarc\b|\bdkim\b|sender policy framework|sender[- ]?id\b/,
      /reverse dns|\brdns\b|\bptr\b|reverse (?:lookup|record|name)|no reverse|(?:cannot|can't|could not) find your (?:reverse )?host/,
      /unauthenticated|smtp auth|ip name lookup|authentication (?:required|checks?|fail\w*|error|is required|results?)|not authenticated|must (?:authenticate|issue a starttls|be authenticated)|multiple authentication/,
      /(?:fails?|failed|failing|does not pass|did not pass) .{0,30}(?:authentication|verification)/,
      /forged|spoof|domain of sender|sender(?:'s)? domain|sender address .{0,60}not exist|helo (?:command )?rejected|verify (?:the )?sender|sender verif|mismatch\w{0,4} (?:client|ip|helo|host)|starttls|tls (?:is )?required/,
      /auth(?:entifizierung|entisierung)/,
    ],
  ],
  [
    'blocked',
    [
      /black ?-?list|block ?-?list|blackhole|real-?time block|denylist|deny list/,
      /(?:bad|poor|low|ip|sender|domain|no|your) reputation|reputation (?:is|of|too|score)/,
      /\bblocked\b(?!.{0,40}\bcontent\b)|\bblocking\b|\bbanned\b/,
      /(?<!not )listed (?:in|at|on|by) /,
      /open (?:mail )?relay|insecure mail relay|client host rejected|unverifiable sending|spam source|(?:ip|host|server|network) .{0,30}(?:not welcome|not allowed to)/,
      /gesperrt|bloqu[eé]|заблокир/,
    ],
  ],
  [
    'looks-like-spam',
    [
      /(?<![\w-])(?:anti-?)?spam(?:m(?:y|ing|er|ers))?(?![\w-])|spam[- ](?:like|related|score|content|message)|spamassassin|spam-?bouncer/,
      /unsolicited|junk ?mail|\bjunk\b|bulk (?:e-?)?mail|\buce\b|bayes|high probability of|looks? like (?:a )?(?:bulk|advert)/,
      /phish|scam\b|suspicious|迷惑メール|垃圾邮件|垃圾郵件|спам/,
    ],
  ],
  [
    'content-rejected',
    [
      /virus|malware|infected|trojan|\bworm\b|because (?:of )?its content|content presents/,
      /(?:attachment|file|extension|file type).{0,40}(?:not allowed|not accepted|prohibited|forbidden|rejected|blocked|banned|denied|illegal)/,
      /(?:content|body|header|message) (?:was |is |has been )?(?:rejected|refused|denied|filtered|restriction|violat|policy|unacceptable|prohibited|forbidden)/,
      /(?:prohibited|forbidden|illegal|offensive|objectionable|inappropriate) (?:content|word|attachment|message|material|file)/,
      /content[- ](?:filter|reject|scan|based)|malformed|bare (?:lf|cr)|(?:mime|rfc ?\d{3,4}) (?:error|compliant|violation)|not rfc|no resent-from|invalid header|illegal (?:header|8-?bit)|duplicate header|too many .{0,10}header|smtputf8|conversion (?:failed|required)|8bitmime/,
    ],
  ],
  [
    'disabled',
    [
      /(?:account|mailbox|mail box|user|recipient|address|box|service)\b.{0,40}(?:\bdisabled\b|deactivated|de-activated|\binactive\b|suspended|discontinued|\bclosed\b|\blocked\b|terminated|cancelled|canceled|\bexpired\b|not active|not activated|no longer (?:active|in use|used|works|with|available|accept)|on hold|frozen|moved)/,
      /(?:disabled|inactive|deactivated|suspended|locked|expired|closed|restricted|moved|dormant) (?:account|mailbox|user|recipient|address)/,
      /(?:is|has been|was) (?:temporarily )?(?:deactivated|discontinued)|\bon hold\b|has (?:been )?moved|no longer (?:employed|works|at this)|not receiving mail|does not receive mail|not accepting (?:mail|messages|new mail) (?:at|right|now|any)/,
      /deaktiviert|abgelaufen|stillgelegt|désactiv|desactivad|disattivat|desativad|無効|停用|отключен/,
    ],
  ],
  [
    'no-such-domain',
    [
      /nxdomain|host or domain name not found|name service error|(?<!relay |recipient )host (?:is )?(?:unknown|not found)|no such (?:host|domain)(?! user)|unknown host|domain name not found/,
    ],
  ],
  [
    'no-such-address',
    [
      /(?:user|recipient|mailbox|addressee|person|account|alias|local ?part|destination|rcpt) (?:\S{1,40} )?(?:is )?(?:un?known|unkown|not known|doesn't exist)/,
      /unknown (?:or illegal )?(?:user|recipient|address|mailbox|mail ?box|account|local|alias|e-?mail|rcpt|login|addressee)|unknown e-?mail|unknown to (?:the|this)/,
      /no such (?:user|person|mail ?box|recipient|address|account|local|e-?mail|login|alias|member|name|id|domain user|customer)/,
      /(?:user|recipient|mail ?box|address|account|alias|addressee|user ?id|local.?part|e-?mail|member|group|name|login|it|mailfolder|entry)\b.{0,80}(?:not found|unknown|does(?:n't| not) exist|do(?:n't| not) exist|not exist|is invalid|not listed|not recogni[sz]ed|not (?:a )?valid|no longer valid|is wrong|nonexist|non-exist|not be found|not on file|possibly incorrect|not registered|can't be found|couldn't be found|wasn't found|isn't|not (?:in|on) (?:our|this|the|my))/,
      /invalid (?:recipient|receiver|address|mailbox|mail ?box|user|final|e-?mail|delivery address|rcpt|account|destination)|bad (?:destination )?(?:mail ?box|e-?mail|recipient|user|address)|(?:recipient|address|user|rcpt to) (?:is |was )?(?:invalid|incorrect|wrong)|illegal user|undefined (?:mailbox|user)|undeliverable address|not a (?:registered |valid )(?:\S{1,20} )?(?:user|mailbox|address|recipient)/,
      /recipient not found|user not found|no (?:mail ?box|user|account|one|valid recipients?)\b|doesn't have an? .{0,80}account|does not have an? (?:.{0,60} )?(?:account|mailbox)|not (?:a |an |our )(?:valid |known |local |current )?(?:user|mailbox|recipient|customer|subscriber|account|e-?mail|.{0,20} e-?mail users?)|has no mail ?box/,
      /recipient address rejected: access denied|(?:all )?recipient address(?:es)? rejected : access denied|mailbox (?:is )?(?:currently )?(?:un|not )available|mailbox not local|address (?:was )?rejected: undeliverable|this is not .{0,30}address|check the (?:recipient|e-?mail|address)|unable to find (?:the )?recipient|cannot find (?:the )?recipient|not listed in|listed in (?:domino|public name)|can't (?:create|open) output|unrouteable address|unroutable address|unresolved address|address (?:can|could) ?not be resolved|unresolvable address|name not found|unknown recipient|user isn't|unknown or invalid|not an active (?:address|user|account|mailbox)|invalid .{0,20}username|nosuchuser|usernotfound/,
      /existiert nicht|nicht bekannt|unbekannt|ungültige|n'existe pas|inconnue?s?\b|introuvable|no existe|desconocid|inexistente|non esiste|sconosciut|inesistente|não existe|bestaat niet|onbekend|nie istnieje|nieznany|brak (?:takiego|użytkownika)|neexist|finns inte|findes ikke|finnes ikke|ei löydy|nem létezik|bulunamadı/,
      /見つかりません|見つからない|存在し(?:ません|ない)|宛先不明|リストにありません|不存在|不明な|查无此人|用户不存在|無此|không tồn tại|не существует|не найден|неизвест|нет такого|존재하지|없는 (?:사용자|계정|주소)/,
    ],
  ],
  [
    'no-such-domain',
    [
      /host (?:is )?(?:unknown|not found)|unknown (?:host|domain|mail host)|no such (?:host|domain)|(?:host|domain)\b.{0,60}(?:not found|unknown|does(?:n't| not) exist|not exist|non-?exist|invalid|not be found|not be resolved|no mx)/,
      /(?:couldn't|could not|can't|cannot|unable to) (?:find|resolve|look ?up|route to) (?:any |a |the )?(?:host|domain|mail exchanger|mx|dns|ip|address for)/,
      /name (?:service error|or service not known|server: .{0,40}not found)|nxdomain|dns (?:error|lookup|failure|resolution)|domain name not found|no mx\b|\bmx (?:or srv )?record|null ?mx|bad (?:destination )?(?:host|domain|system)|illegal host|invalid (?:host|domain)|no route to (?:domain|recipient domain)|host ?name lookup|host name is unknown/,
      /(?<=\s)[\w-]{1,63}\.[a-z]{2,12} (?:does not exist|not found|is unknown)/,
      /domain .{0,30}(?:unbekannt|inconnu)|домен.{0,30}не/,
    ],
  ],
]

/** Words that say little; a status code says more. */
export const vaguePhrases: PhraseTable = [
  ['no-such-address', [/\b550 (?:\S{1,12} )?requested action not taken/]],
  ['too-many', [/try (?:again )?later.{0,40}(?:rate|limit)/, /grey ?-?list|graylist/]],
  [
    'server-unreachable',
    [
      /connection (?:was )?(?:refused|timed)|refused to talk|accept our requests|\bexpired\b|try (?:again )?later|temporarily (?:unavailable|deferred)|internal (?:system|server) error|mailer error/,
    ],
  ],
  [
    'policy',
    [
      /relay(?:ing)?\b.{0,40}(?:denied|not (?:allowed|permitted|authori[sz]ed)|prohibited|disallowed|rejected|forbidden|access|refused)|(?:no|not a|denied|unable to|we do not|cannot|authenticated) relay(?:ing)?|relay(?:ing)? (?:denied|access)|not (?:a |an )?(?:open )?gateway|rcpthosts|as a relay/,
      /not (?:a |an )?(?:authori[sz]ed|permitted|allowed|member|subscriber)|are not member|unauthori[sz]ed|permission|no access|access (?:denied|restrict)|policy|policies|administrative(?:ly)? prohibit|prohibited|moderat|restricted|restriction/,
      /(?:sender|from)\b.{0,40}(?:rejected|denied|refused|not accepted|invalid|unroutable|not exist|unknown|blocked)|(?:not|doesn't|does not|don't) (?:accept|like)(?:ing)?\b|not accepting|use the smtp server|rejected by|challenge/,
      /\bdenied\b|\brejected\b|\brefused\b|\breject\b|rejet[eé]|\bforbidden\b|abgelehnt|verweigert|refus[eé]|rechazad|rifiutat|rejeitad|geweigerd|odrzucon|отклонен|отказ|拒否|拒絶|拒绝|拒收|ブロック|フィルタ/,
    ],
  ],
  [
    'server-unreachable',
    [
      /time(?:d|s)?[- ]?out|connection (?:was )?(?:refused|reset|dropped|lost|closed|failed|error)|lost connection|unable to connect|connect (?:failed|error)|no route to host|network (?:is )?(?:unreachable|error|problem)|socket error/,
      /(?:host|server|mailer|computer|system|destination|site|service|network)\b.{0,40}(?:not respond|unreachable|not reachable|unavailable|not available|\bdown\b|\bbusy\b|not accept|out of order|failing)|not responding|did not (?:accept our requests|respond)|hosts? (?:have|has) been failing/,
      /(?:couldn't|could not|not able to|wasn't able to|unable to|cannot|not be|failed to) (?:establish|be established|contact|reach|connect|open)|retry time|retries|retry timeout|(?:message|envelope|delivery|time|queue).{0,20}expired|\bexpired\b|been in the queue|in the queue too long|queue period|allowed (?:queue|delivery) (?:time|period)/,
      /could not deliver for the last|too old|(?:maximum|exceeded).{0,20}delivery (?:attempts|time)|failed \d{1,4} attempts|\battempts\b|temporar(?:y|ily)|try(?:ing)? again|deferred|delayed|will be retried|not (?:been |yet been )?delivered (?:within|after)|cannot send message (?:for|within)|remained undelivered|protocol error|insufficient system resources|system resources|system error|internal (?:server )?error|mailer error|local (?:error|configuration)|lock (?:failure|failed)|error while writing|pipe to|cannot (?:append|update|open) (?:mailbox|message)|mail system|resources|no hosts?\b|shutting down|permanent (?:network|system) /,
      /zeitüberschreitung|nicht erreichbar|vorübergehend|délai|injoignable|temporairement|tiempo de espera|temporalmente|タイムアウト|時間内|一時的|超时|暂时|временно|недоступ/,
    ],
  ],
]
