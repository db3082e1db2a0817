/** What of a mail tells whether it reports a failed delivery. */
export type BounceSigns = {
  readonly from: string
  readonly fromName: string
  readonly subject: string
  readonly nullReturnPath: boolean
  /** The words of the report, without the copy of the failed mail. */
  readonly words: string
}

const daemon =
  /^(?:mailer[-_.]?daemon|post[-_]?master|mail[-_.]?(?:delivery|administrator|admin|system)|mail\.delivery\.system|mdaemon|ndr|bounces?|no-?reply-bounce|mmdf|lsmtp|listserv|imss|uucp|smtp|mta|mailsystem|mail-?agent|delivery[-_.]?\w*)(?:[@+]|$)/i
const daemonName =
  /mail(?:er)?[- ]?(?:daemon|deliver(?:y|er)?|administrator|subsystem|system)|delivery (?:sub)?system|post ?master|system administrator|ndr administrator|microsoft outlook|mail system|smtp server/i

const failingSubject = [
  /un-?deliver(?:ed|able)|non-?deliver(?:y|ed|able)|undelivery|nondeliverable|(?:rejected|refused) (?:mail|message)/i,
  /deliver(?:y|ed|ing)?\b.{0,40}\b(?:fail(?:ed|ure|s)?|problems?|errors?|delay(?:ed)?|unsuccessful|status|rejected|suspended|not possible)/i,
  /fail(?:ed|ure)\b.{0,30}\b(?:deliver|notice|notification|message)|failure (?:notice|notification|delivery)/i,
  /return(?:ed|ing)\b.{0,20}\b(?:mail|message|sender|e-?mail)|mail returned|message returned/i,
  /(?:mail|e-?mail|message)\b.{0,20}\b(?:system )?(?:error|failed|failure|not sent|rejected|delayed|bounced)/i,
  /(?:could|can|was|were|has|have)(?: ?n[o']t|not) (?:be |been )?(?:delivered|sent)|not delivered/i,
  /warning: .{0,80}(?:delay|unknown|could not|cannot|undeliver)|error sending|can(?:not|'t) send|bounce(?:d)? (?:mail|message|notification)|delivery notification|status notification/i,
  /unzustellbar|nicht (?:zugestellt|zustellbar|ausgeliefert)|zustell(?:ung|fehler)|unzustellbarkeit|übermittlung/i,
  /non[- ](?:remis|distribu|délivr)|échec|impossible de remettre|retourn[ée]|non distribuable|remise (?:retardée|impossible)/i,
  /no (?:se (?:pudo|puede|ha podido) )?entreg|entrega (?:fallida|retrasada)|fallo (?:en|de) (?:la )?entrega|no entregable|devuelto|error de entrega/i,
  /mancat[ao] (?:recapito|consegna)|recapito|non (?:recapitat|consegnat)|impossibile (?:recapitare|consegnare)/i,
  /não (?:foi )?(?:entregue|possível entregar)|falha (?:na|de) entrega|devolvid[ao]/i,
  /niet (?:bezorgd|afgeleverd|besteld)|onbestelbaar|bezorging|niedostarcz|nie dostarcz|nie można dostarczyć|zwrot|nedoručit|nedoručen|kunde inte levereras|olever|kunne ikke leveres|ikke levert|ei voitu toimittaa|kézbesíth|teslim edil|iletile?med/i,
  /не ?(?:доставлен|удалось доставить|может быть доставлен)|недоставл|ошибка доставки|возврат/i,
  /配信(?:不能|エラー|失敗|できません)|送信(?:できません|エラー|失敗|できなかった)|配送(?:エラー|不能|失敗)|エラーメール|メールエラー|エラー通知|未配信|未達|返送|退信|无法(?:投递|送达|发送)|投递失败|傳送失敗|未送达|發送失敗|반송|(?:전송|발송) ?실패|발송되지|배달/,
]

const failingWords = [
  /(?:could|can|was|were|has|have|did|is|will|would|may)(?: ?n[o']t|not| not yet)(?: yet)? (?:be |been |be able to be )?(?:deliver(?:ed)?|sent|reach(?:ed)?|accepted|receive|transmitted|processed)/i,
  /(?:unable|not able|wasn't able|failed|couldn't|could not|cannot|can't|impossible|trying|attempt\w*) (?:to )?(?:be )?(?:deliver|send|transmit|process|connect|be sent|reach)/i,
  /(?:delivery|message|mail|e-?mail)\b.{0,80}\b(?:fail(?:ed|ure)|undeliver|rejected|returned|delayed|unsuccessful|not deliver|trouble|problems?|errors?)/i,
  /undeliver(?:ed|able)|non-?delivery|delivery (?:errors?|problems?|status)|trouble delivering|error delivering|not delivered|had (?:permanent |delivery |transient )|fatal errors|transcript of session|the following address|following recipients?|did not receive|not reach|failure reasons?/i,
  /(?:unknown (?:user|recipient|address)|user unknown|no such user|mailbox .{0,30}full|user mailbox|over quota|invalid final delivery|unknown in|not a valid (?:user|address|recipient|mailbox)|invalid (?:user|address|recipient)|account .{0,20}disabled)/i,
  /(?:permanent|fatal|temporary|delivery|smtp) (?:error|failure)|automatically rejected|problem appears to be|returned mail|was not accepted|rejected by|rejected recipient|is being returned|being refused|are not member/i,
  /nicht (?:\S{1,30} ){0,3}(?:zugestellt|zustellbar|ausgeliefert|erreicht)|konnte nicht|zustellung|fehlgeschlagen|möglicherweise nicht/i,
  /n'a (?:pas )?pu|n'ont pas pu|non (?:remis|distribu|délivr)|impossible de (?:remettre|délivrer)|échec|il se peut que/i,
  /no (?:se )?(?:pudo|puede|ha podido|han podido|fue|ha sido) (?:ser )?entreg|no entregado|mancat|impossibile recapitare|non (?:è stato|può essere) (?:possibile )?(?:recapit|consegn)|não (?:foi|pôde|pode) (?:ser |possível )?entreg/i,
  /niet (?:\S{1,20} ){0,3}(?:bezorgd|afgeleverd)|nie (?:został|można|mogła|udało)|nedoručit|nelze doruč|nemohla být|kunde inte|kunne ikke|ei voitu|nem sikerült|teslim edile|iletile?me|upozornit/i,
  /не (?:\S{1,20} ){0,3}доставлен|не удалось|невозможно доставить|не может/i,
  /(?:送信|配信|配送|送達)(?:でき(?:ません|なかった)|エラー|に失敗|不能)|エラーのため|失敗しました|届け(?:られ|でき)|送れません|存在しない|可能性があります|无法(?:发送|投递|送达|到達)|投递失败|退回|未能|不存在|전달.{0,10}(?:못|실패)|배달.{0,10}(?:못|실패)|보내지 못|발송(?:되지|실패)/,
]

const answering =
  /^(?:(?:automatic|automated|auto)[- ]?(?:reply|response)|auto:|autoreply|out of (?:the )?office|abwesenheit|automatische antwort|réponse automatique|respuesta automática|risposta automatica|away|vacation|on (?:vacation|holiday|leave)|i am (?:out|away|on)|thank you for|read:|gelesen:|lu :|not read:|accepted:|declined:|tentative:)|out of (?:the )?office|vacation (?:reply|message)|自動応答|自动回复/i

const delaying =
  /(?:has|have) (?:been|not yet been|not been) (?:delayed|deferred)|been delayed|not yet been delivered|(?:still|yet) (?:un)?deliver|warning (?:message|only)|this is (?:only )?a warning|do not need to resend|will (?:be retried|keep trying|continue (?:to|trying))|attempts will continue|still (?:being )?(?:trying|retr|in the queue)|\bdelayed\b|delivery (?:status notification )?\(?delay|retry for|temporarily (?:deferred|delayed)|cannot send message for|could not send message for past|verzögert|retard[ée]|retrasad|in ritardo|遅延|задерж|延迟/i
const givenUp =
  /permanent(?:ly)? (?:error|fail|fatal)|fatal error|failed permanently|permanent failure|giv(?:en|ing) up|not going to try again|undeliverable|returned (?:to sender|mail)|could not be delivered|has been removed from the (?:mail )?queue/i

/** Whether a mailer, and nobody else, writes from this address or under this name. */
export function isDaemon({ from, fromName }: BounceSigns): boolean {
  return daemon.test(from) || daemonName.test(fromName) || from === ''
}

/** Whether the subject says that mail failed; an answer to such a subject doesn't. */
export function hasFailingSubject({ subject }: BounceSigns): boolean {
  if (
    /^(?:re|aw|fwd?|wg|antw|sv|vs|tr|rv|odp|回复|答复|转发)\s{0,2}(?:\[\d{1,3}\])?\s{0,2}[:：]/i.test(subject)
  )
    return false
  return failingSubject.some(phrase => phrase.test(subject.slice(0, 500)))
}

/** Whether the words say that mail failed; words that somebody quotes don't count. */
export function hasFailingWords({ words }: BounceSigns): boolean {
  const own = words
    .slice(0, 16_000)
    .split('\n')
    .filter(line => !/^\s{0,3}>(?!>>)/.test(line))
    .join(' ')
    .replace(/\s+/g, ' ')
  return failingWords.some(phrase => phrase.test(own))
}

/** Whether a machine or a person answers, rather than a mailer reports. */
export function isAnswer({ subject }: BounceSigns): boolean {
  return answering.test(subject)
}

/** Whether the mail arrived after all: a receipt in a mailer's words (RFC 3461 §5.2.3). */
export function isSuccess({ subject, words }: BounceSigns): boolean {
  if (
    /return receipt|\b(?:success|relayed|delivered|expanded)\)?\s*$|^(?:delivered|relayed):/i.test(
      subject.trim(),
    )
  ) {
    return !/\b(?:not|undelivered|un-delivered|never)\b/i.test(subject)
  }
  const own = words.slice(0, 4_000)
  return (
    /success(?:fully|ful)? (?:delivered|relayed|delivery)|deliver(?:y|ed)\b.{0,60}\bsuccessful/i.test(own) &&
    !/fail|not (?:be )?deliver/i.test(own)
  )
}

/** Whether the mail is still being tried (a warning), by its words. */
export function isDelay({ subject, words }: BounceSigns): boolean {
  if (/\b(?:delay(?:ed)?|warning)\b/i.test(subject) && !/unknown|fail/i.test(subject)) return true
  const own = words.slice(0, 8_000).replace(/\s+/g, ' ')
  return delaying.test(own) && !givenUp.test(own) && !givenUp.test(subject)
}

/** Whether the words hold what only a mailer writes: a reply with its enhanced code, or commands of SMTP. */
export function hasTranscript({ words }: BounceSigns): boolean {
  return /(?<![\d.])[45]\d\d[ -]#?[45]\.\d{1,3}\.\d|\brcpt to:\s?<|\[smtp:/i.test(words)
}

/** Whether the words hold a reply of a mail server (RFC 5321 §4.2) that says no. */
export function hasReply({ words }: BounceSigns): boolean {
  return (
    /(?<![\d.])[45]\d\d[ -](?:#?[45]\.\d|[A-Za-z<])/.test(words) ||
    /(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.])/.test(words)
  )
}
