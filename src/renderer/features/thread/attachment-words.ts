import { type ErrorText, errorText } from '#renderer/i18n/error-text.ts'
import { formatBytes } from '#renderer/i18n/format-number.ts'
import { t } from '#renderer/i18n/messages.ts'
import type { ErrorCode, ErrorReport } from '#shared/errors.ts'
import type { ShownFile } from './attachment-file.ts'

const unreachable: ReadonlySet<ErrorCode> = new Set([
  'offline',
  'host-not-found',
  'connection-refused',
  'connection-timeout',
  'connection-lost',
])

/** What went wrong with a file, in one or two sentences. */
export function fileProblem(error: ErrorReport): string {
  if (unreachable.has(error.code)) return t('attachment.offline')
  if (error.code === 'message-missing') return t('attachment.gone')
  if (error.code === 'blocked') return t('attachment.program')
  const { what, next }: ErrorText = errorText(error)
  return `${what} ${next}`
}

type Active = 'program' | 'page' | 'drawing' | 'script'

function activeKind(type: string): Active {
  if (type === 'text/html' || type === 'application/xhtml+xml') return 'page'
  if (type === 'image/svg+xml') return 'drawing'
  return /script|x-bat|x-sh$/.test(type) ? 'script' : 'program'
}

/** The small line of a chip: how large, and what it is where its name doesn't tell or lies. */
export function fileSummary(file: ShownFile): string {
  const size = file.sizeBytes === null ? t('attachment.unknownSize') : formatBytes(file.sizeBytes)
  if (file.kind !== 'program') return size
  return `${t(`attachment.label.${activeKind(file.type)}`)} · ${size}`
}

/** What is wrong with a file's name; null where it says what the file is. */
export function fileWarning(file: ShownFile): string | null {
  if (!file.disguised) return null
  const what = file.kind === 'program' ? activeKind(file.type) : file.kind
  return t('attachment.disguised', { what: t(`attachment.is.${what}`) })
}
