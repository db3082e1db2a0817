const languages = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'nl',
  'pl',
  'sv',
  'ru',
  'ja',
  'zh',
  'ar',
  'he',
  'pt',
] as const

/** Languages of the sample mail, as BCP 47 tags. */
export type Language = (typeof languages)[number]

/** Whether a word is the tag of one of the languages. */
export const isLanguage = (word: string): word is Language => languages.some(language => language === word)

/** The mail programs whose habits the sample mail shows. */
export type Mailer = 'gmail' | 'outlook' | 'apple' | 'ios' | 'thunderbird' | 'webmail' | 'plain'

/** Somebody who writes. */
export type Person = {
  readonly name: string
  readonly address: string
  readonly mailer: Mailer
  readonly language: Language
  readonly charset: string
  /** Lines of the signature; empty for none. */
  readonly signature: readonly string[]
  /** Minutes east of UTC; null for the zone of this computer. */
  readonly zoneMinutes: number | null
}

/** One message as it was written down: who, when, options, text. */
export type Entry = {
  readonly who: string
  readonly when: string
  readonly options: ReadonlyMap<string, string>
  readonly text: string
}

/** One conversation as it was written down. */
export type Conversation = {
  readonly slug: string
  readonly subject: string
  readonly options: ReadonlyMap<string, string>
  readonly people: ReadonlyMap<string, Person>
  readonly entries: readonly Entry[]
}
