import type { Language, Mailer } from './conversation.ts'

type Words = {
  /** Locale of dates. */
  readonly locale: string
  /** The line above a quote; `{date}`, `{time}`, `{who}` are filled in. */
  readonly attribution: string
  /** Labels of a quoted header block: from, sent, to, subject. */
  readonly labels: readonly [from: string, sent: string, to: string, subject: string]
  readonly sentFromPhone: string
  /** Reply prefix of desktop mailers that translate it. */
  readonly replyPrefix: string
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    locale: 'en-GB',
    attribution: 'On {date} at {time}, {who} wrote:',
    labels: ['From', 'Sent', 'To', 'Subject'],
    sentFromPhone: 'Sent from my iPhone',
    replyPrefix: 'RE: ',
  },
  de: {
    locale: 'de-DE',
    attribution: 'Am {date} um {time} schrieb {who}:',
    labels: ['Von', 'Gesendet', 'An', 'Betreff'],
    sentFromPhone: 'Von meinem iPhone gesendet',
    replyPrefix: 'AW: ',
  },
  fr: {
    locale: 'fr-FR',
    attribution: 'Le {date} à {time}, {who} a écrit :',
    labels: ['De', 'Envoyé', 'À', 'Objet'],
    sentFromPhone: 'Envoyé de mon iPhone',
    replyPrefix: 'RE: ',
  },
  es: {
    locale: 'es-ES',
    attribution: 'El {date} a las {time}, {who} escribió:',
    labels: ['De', 'Enviado', 'Para', 'Asunto'],
    sentFromPhone: 'Enviado desde mi iPhone',
    replyPrefix: 'RE: ',
  },
  it: {
    locale: 'it-IT',
    attribution: 'Il giorno {date} alle ore {time} {who} ha scritto:',
    labels: ['Da', 'Inviato', 'A', 'Oggetto'],
    sentFromPhone: 'Inviato da iPhone',
    replyPrefix: 'R: ',
  },
  nl: {
    locale: 'nl-NL',
    attribution: 'Op {date} om {time} schreef {who}:',
    labels: ['Van', 'Verzonden', 'Aan', 'Onderwerp'],
    sentFromPhone: 'Verstuurd vanaf mijn iPhone',
    replyPrefix: 'Antw: ',
  },
  pl: {
    locale: 'pl-PL',
    attribution: '{date} o {time} {who} napisał(a):',
    labels: ['Od', 'Wysłano', 'Do', 'Temat'],
    sentFromPhone: 'Wysłane z iPhone’a',
    replyPrefix: 'Odp: ',
  },
  sv: {
    locale: 'sv-SE',
    attribution: 'Den {date} kl {time} skrev {who}:',
    labels: ['Från', 'Skickat', 'Till', 'Ämne'],
    sentFromPhone: 'Skickat från min iPhone',
    replyPrefix: 'SV: ',
  },
  ru: {
    locale: 'ru-RU',
    attribution: '{date} в {time}, {who}:',
    labels: ['От', 'Отправлено', 'Кому', 'Тема'],
    sentFromPhone: 'Отправлено с iPhone',
    replyPrefix: 'RE: ',
  },
  ja: {
    locale: 'ja-JP',
    attribution: '{date} {time} {who}:',
    labels: ['差出人', '送信日時', '宛先', '件名'],
    sentFromPhone: 'iPhoneから送信',
    replyPrefix: 'RE: ',
  },
  zh: {
    locale: 'zh-CN',
    attribution: '{who} 于{date} {time}写道：',
    labels: ['发件人', '发送时间', '收件人', '主题'],
    sentFromPhone: '发自我的 iPhone',
    replyPrefix: '回复: ',
  },
  ar: {
    locale: 'ar-AE-u-nu-latn',
    attribution: 'في {date}، الساعة {time}، كتب {who}:',
    labels: ['من', 'تم الإرسال', 'إلى', 'الموضوع'],
    sentFromPhone: 'أُرسلت من الـ iPhone',
    replyPrefix: 'رد: ',
  },
  he: {
    locale: 'he-IL',
    attribution: 'בתאריך {date} בשעה {time} מאת {who}:',
    labels: ['מאת', 'נשלח', 'אל', 'נושא'],
    sentFromPhone: 'נשלח מה-iPhone שלי',
    replyPrefix: 'RE: ',
  },
  pt: {
    locale: 'pt-PT',
    attribution: 'Em {date} às {time}, {who} escreveu:',
    labels: ['De', 'Enviado', 'Para', 'Assunto'],
    sentFromPhone: 'Enviado do meu iPhone',
    replyPrefix: 'RE: ',
  },
}

/** The words of a language that mail programs put into mail by themselves. */
export const wordsOf = (language: Language): Words => words[language]

const formats = new Map<string, Intl.DateTimeFormat>()

const formatOf = (language: Language, name: 'date' | 'time'): Intl.DateTimeFormat => {
  const known = formats.get(language + name)
  if (known) return known
  const form: Intl.DateTimeFormatOptions =
    name === 'date'
      ? { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }
      : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
  const made = new Intl.DateTimeFormat(wordsOf(language).locale, { ...form, timeZone: 'UTC' })
  formats.set(language + name, made)
  return made
}

/** Date and time of an instant as a person's mail program writes them above a quote. */
export const quotedDate = (
  language: Language,
  at: number,
  zoneMinutes: number,
): { readonly date: string; readonly time: string } => {
  const local = new Date(at + zoneMinutes * 60_000)
  return { date: formatOf(language, 'date').format(local), time: formatOf(language, 'time').format(local) }
}

const prefixes = /^(?:(?:re|aw|sv|odp|antw|r|回复|رد)\s*[:：]\s*)+/i

/** The subject of an answer; desktop mailers translate its prefix, others do not. */
export const replySubject = (subject: string, language: Language, mailer: Mailer): string => {
  const prefix = mailer === 'outlook' || mailer === 'webmail' ? wordsOf(language).replyPrefix : 'Re: '
  return prefix + subject.replace(prefixes, '')
}
