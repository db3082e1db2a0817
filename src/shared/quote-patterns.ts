/** Words after which a quoted mail begins, in the languages of the mail programs that write them. */
const wrote =
  'wrote|writes|schrieb|schrieben|geschrieben|a écrit|ecrit|écrit|escribió|escribio|escreveu|ha scritto|scrive|scritto|schreef|geschreven|skrev|skreiv|kirjoitti|napisał|napisała|napisał\\(a\\)|pisze|napsal|napsala|napsal\\(a\\)|napísal|írta|a scris|napisao|je napisao|пише|написал|написала|написал\\(а\\)|пишет|έγραψε|yazdı|şunu yazdı|viết|написав|写道|寫道|のメール|さんは書きました|님이 작성|작성|כתב|كتب'
const attributionEnd = new RegExp(`(?:${wrote})[^\\n]{0,60}?[:：]?\\s*[-–—]{0,6}\\s*$`, 'i')
const attributionStart =
  /^[\s>*_"“-]{0,8}(?:-{2,6}\s{0,3})?(?:on|am|le|el|em|il|op|den|på|pe|dne|dňa|dnia|w dniu|ma|a|at|tarihinde|vào|на|в|στις|ב-|في|[A-Za-zÀ-ɏ]{2,12}[.,]{0,2}\s|\d|在|於|"?[\p{L}])/iu
const digits = /\d/

/** Dashes around the name that a mail program gives an earlier mail. */
const separator =
  /^[\s>*_]{0,6}[-_=]{2,40}\s{0,4}(?:original message|original appointment|forwarded message|reply message|message transféré|message transfere|message d'origine|message original|ursprüngliche nachricht|urspr[^\n]{1,4}ngliche nachricht|weitergeleitete nachricht|originalnachricht|mensaje original|mensaje reenviado|mensagem original|mensagem encaminhada|messaggio originale|messaggio inoltrato|messaggio in inoltro|oorspronkelijk bericht|doorgestuurd bericht|ursprungligt meddelande|vidarebefordrat meddelande|originalt meddelande|oprindelig meddelelse|videresendt meddelelse|opprinnelig melding|alkuperäinen viesti|wiadomość oryginalna|oryginalna wiadomość|původní zpráva|eredeti üzenet|исходное сообщение|пересланное сообщение|пересылаемое сообщение|özgün ileti|原始邮件|原始郵件|转发邮件信息|元のメッセージ|original-nachricht|antwort weiterleiten)\s{0,4}[-_=]{0,40}\s*$/i

/** "Begin forwarded message:" and its kin: what follows is somebody else's mail. */
const forwardIntro =
  /^\s{0,4}(?:begin forwarded message|début du message réexpédié|anfang der weitergeleiteten nachricht|inizio messaggio inoltrato|inicio del mensaje reenviado|begin doorgestuurd bericht|vidarebefordrat brev)\s?:?\s*$/i

/** Header lines of Outlook and its kin; the first one opens a block of at least three. */
const headerLine =
  /^[\s>*_]{0,8}(from|von|de|da|van|från|fra|od|lähettäjä|feladó|от|от кого|kimden|发件人|寄件者|差出人|보낸 사람|sent|gesendet|message du|envoyé le|envoyé|envoye|enviado|enviado el|inviato|verzonden|skickat|sendt|wysłano|odesláno|lähetetty|отправлено|дата|date|datum|data|fecha|dato|dátum|päivämäärä|gönderme tarihi|发送时间|日期|送信日時|to|an|à|para|a|aan|naar|till|til|do|komu|vastaanottaja|címzett|кому|kime|收件人|宛先|cc|copie à|kopie|копия|subject|betreff|objet|sujet|asunto|assunto|oggetto|onderwerp|ämne|emne|temat|předmět|aihe|tárgy|тема|konu|主题|主旨|件名|제목|reply-to)\s{0,3}\*{0,2}\s{0,2}[:：]\*{0,2}/i
const headerFrom =
  /^[\s>*_]{0,8}(?:from|von|de|message du|da|van|från|fra|od|lähettäjä|feladó|от|от кого|kimden|发件人|寄件者|差出人|보낸 사람)\s{0,3}\*{0,2}\s{0,2}[:：]/i

const phoneSignature =
  /^\s{0,4}(?:sent (?:from|via|on|with) (?:my|the|a|an)?\s?(?:\w{1,20}\s){0,3}?(?:iphone|ipad|ipod|android|mobile|phone|blackberry|samsung|galaxy|windows|outlook|mail|yahoo|proton|device|tablet|smartphone|nexus|pixel|htc|lg|nokia|xperia|huawei|xiaomi|handheld|treo|palm|gmail|airmail|spark|superhuman|mailspring|front|verizon|tutanota|tuta)|get outlook for|von (?:meinem|unterwegs)|gesendet (?:von|mit|über)|diese nachricht wurde von meinem|envoyé (?:de(?:puis)?|à partir)|envoye de|enviado (?:desde|do|a partir|de mi)|inviato da|verzonden (?:vanaf|met|vanuit|van)|skickat från|sendt fra|sendt fr[åa] min|lähetetty|wysłane z|wysłano z|odesláno z|отправлено (?:с|из)|发自我|從我的|iphoneから送信)/i

/** Lines that a reader takes as the start of a signature. `-- ` is the standard (RFC 3676 §4.3). */
const signatureMark = /^(?:--|[—–]{1,12}|_{2,12}|-{2,12}|\*{2,3})\s*$/
const strictMark = /^(?:-- ?|—)\s*$/

/** How much of a line the patterns look at: longer lines are prose. */
const looked = 400

/** Whether a line opens a header block of a quoted mail (From, Von, De …). */
export function isHeaderFrom(line: string): boolean {
  return headerFrom.test(line.slice(0, looked))
}

/** Whether a line is a header line of a quoted mail in any of the known languages. */
export function isHeaderLine(line: string): boolean {
  return headerLine.test(line.slice(0, looked))
}

/** Whether a line separates an earlier mail from this one ("-----Original Message-----"). */
export function isSeparator(line: string): boolean {
  const near = line.slice(0, looked)
  return separator.test(near) || forwardIntro.test(near)
}

/** Whether a line of rules, also with words between them, may stand before the header block of an earlier mail. */
export function isRule(line: string): boolean {
  return (
    line.length < 200 &&
    /^[\s>]{0,4}(?:[_=*-]{4,}|[-_=*]{3,}\s{0,3}[\p{L}\p{M}'’. ]{3,40}\s{0,3}[-_=*]{3,})\s*$/u.test(line)
  )
}

/** Whether joined lines read like "On 3 May 2026, Ann wrote:". */
export function isAttribution(joined: string): boolean {
  const text = joined.trim()
  if (text.length < 8 || text.length > looked || !digits.test(text)) return false
  if (attributionEnd.test(text) && attributionStart.test(text)) return true
  // `2013/11/13 John <john@…>` and `20.12.2012, 12:00, "Ann" <ann@…>:`
  return /^\s{0,4}(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4})[^<\n]{0,150}<[^<>\s]{3,120}@[^<>\s]{3,120}>\s?[:：]?$/.test(
    text,
  )
}

/** Whether a line names a time and a person and ends in a colon: an attribution where quoted lines follow at once. */
export function mayBeAttribution(line: string): boolean {
  return (
    line.length < 250 &&
    /[:：]\s*$/.test(line) &&
    /\d{4}|\d{1,2}[:.]\d{2}/.test(line) &&
    /@|<|\p{Lu}/u.test(line)
  )
}

/** Whether a line's last character can end an attribution: a cheap test for the many lines that can't. */
export function mayEndAttribution(line: string): boolean {
  return /(?:[:：>\-–—]|wrote)\s{0,20}$/.test(line.slice(-30))
}

/** Whether a line surely begins an attribution ("On …", "Am …", "Le …"). */
export function opensAttribution(line: string): boolean {
  return /^[\s>*_"“-]{0,8}(?:on|am|le|el|em|il|op|den|på|dne|dnia|w dniu|vào|в|στις|в|\d{1,4}[./-])\s?/i.test(
    line.slice(0, 40),
  )
}

/** Whether a line is one that telephones and mail programs add at the end. */
export function isPhoneSignature(line: string): boolean {
  return line.length < 200 && phoneSignature.test(line)
}

/** Whether a line marks the start of a signature; `strict` takes only what never means anything else. */
export function isSignatureMark(line: string, strict: boolean): boolean {
  return line.length < 60 && (strict ? strictMark : signatureMark).test(line)
}
