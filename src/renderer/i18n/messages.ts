import { setupI18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { en } from './en.ts'

/** Every text of the screen has one of these ids. */
export type MessageId = keyof typeof en

type Values = Readonly<Record<string, string | number>>

/** The language tag that dates and numbers are written for: it goes with the catalogue. */
export const formatLocale = 'en-GB'

const compiled: Record<string, ReturnType<typeof compileMessage>> = {}
const i18n = setupI18n()
i18n.loadAndActivate({ locale: 'en', locales: formatLocale, messages: compiled })

/** The text of a message in the language of the screen. Messages are compiled when they are first shown. */
export function t(id: MessageId, values?: Values): string {
  compiled[id] ??= compileMessage(en[id])
  return i18n._(id, values)
}
