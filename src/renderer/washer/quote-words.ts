const fromLabels =
  'from|von|de|da|van|od|från|fra|lähettäjä|от|від|kimden|gönderen|差出人|送信者|发件人|寄件者|寄件人|보낸 사람|feladó|de la|afzender|mittente|expéditeur'
const otherLabels =
  'sent|date|to|cc|bcc|subject|reply-to|gesendet|datum|an|betreff|antwort an|envoyé|à|objet|répondre à|enviado|enviado el|fecha|para|asunto|assunto|data|inviato|a|oggetto|verzonden|aan|onderwerp|wysłano|do|dw|temat|skickat|till|ämne|kopia|sendt|til|emne|dato|lähetetty|vastaanottaja|aihe|odesláno|komu|předmět|kopie|отправлено|дата|кому|тема|копия|надіслано|gönderildi|tarih|kime|konu|bilgi|送信日時|日付|日時|宛先|件名|发送时间|日期|收件人|主题|抄送|寄件日期|收件者|主旨|副本|보낸 날짜|받는 사람|제목|참조|elküldve|címzett|tárgy|trimis|către|subiect'

const headerLabel = (labels: string) => new RegExp(`^[*\\s]*(?:${labels})[*\\s]*[:：]`, 'iu')

/** A line like `From: Ann` in the languages of Outlook. */
export const fromLine = headerLabel(fromLabels)
/** A line like `Sent:`, `To:` or `Subject:`. */
export const headerLine = headerLabel(`${fromLabels}|${otherLabels}`)

/** The line that many programs draw above an earlier mail. */
export const originalLine =
  /^-{2,}\s{0,3}(?:original(?: message| appointment)?|reply message|ursprüngliche nachricht|originalnachricht|message d['’]origine|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht|wiadomość oryginalna|ursprungligt meddelande|oprindelig meddelelse|opprinnelig melding|alkuperäinen viesti|původní zpráva|исходное сообщение|原始邮件|原始郵件)\s{0,3}-{2,}$/iu

/** The line above a forwarded mail: what follows is what was sent. */
export const forwardedLine =
  /^-{2,}\s{0,3}(?:forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado|mensagem encaminhada|messaggio inoltrato|doorgestuurd bericht|wiadomość przekazana|vidarebefordrat|videresendt meddelelse|пересылаемое сообщение|转发邮件)\b.{0,20}-{2,}$|^begin forwarded message:$|^anfang der weitergeleiteten nachricht:$|^début du message (?:réexpédié|transféré) ?:$/iu

const attributionEnd = /[:：]$/
const attributionMark =
  /\d.*(?:@|wrote|schrieb|écrit|escribió|escreveu|ha scritto|schreef|napisa|skrev|kirjoitti|napsal|написал|пишет|yazdı|さん|写道|寫道|작성|\d{1,2}[:.h]\d{2})/iu
const attributionReversed = /(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|napisał)\b.{0,80}[:：]$/iu

/** Whether a line (or a few, joined) says who wrote what follows: with the time (`whole`), or without (`part`). */
export function attributionIn(text: string): 'whole' | 'part' | null {
  if (text.length > 400 || !attributionEnd.test(text)) return null
  if (attributionMark.test(text)) return 'whole'
  return attributionReversed.test(text) ? 'part' : null
}

/** Words by which writers say that their answers stand within the quote. */
export const answersInside =
  /\b(?:in-?line\b|see (?:my )?(?:answers?|comments?|replies|notes)|(?:answers?|comments?|replies|notes) (?:are )?(?:below|in (?:red|blue|green|bold))|below in (?:red|blue|green)|see below|siehe unten|weiter unten|(?:antworten|anmerkungen) (?:unten|im text|in (?:rot|blau|grün))|im text unten|ci-dessous|dans le texte|(?:más|mas) abajo|a continuación|vedi sotto|qui sotto|hieronder|zie onder|poniżej|w treści|se nedan|nedanför)/iu

/** A line that only says which device sent the mail. */
export const deviceLine =
  /^(?:sent from my|sent from (?:mail|outlook|yahoo|proton)|get outlook for|von meinem .{1,40} gesendet|gesendet von meinem|envoyé de(?:puis)? mon|enviado desde mi|enviado do meu|inviato da(?:l mio)?|verzonden vanaf mijn|verstuurd vanaf mijn|wysłane z|skickat från min|sendt fra min|lähetetty)\b.{0,60}$/iu
