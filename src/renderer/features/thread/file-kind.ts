/** What the tile of a file shows: up to four letters and their colour. */
export type FileKind = { readonly letters: string; readonly color: string }

const colors: readonly (readonly [RegExp, string])[] = [
  [/^(pdf)$/, 'text-danger'],
  [/^(jpe?g|png|gif|webp|heic|bmp|tiff?|svg)$/, 'text-mail'],
  [/^(docx?|odt|rtf|txt|md|pages)$/, 'text-mail'],
  [/^(xlsx?|ods|csv|numbers)$/, 'text-accent-text'],
  [/^(pptx?|odp|key)$/, 'text-support'],
  [/^(zip|rar|7z|gz|tar|tgz)$/, 'text-form'],
]

const byType: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'text/plain': 'txt',
  'text/csv': 'csv',
  'text/calendar': 'ics',
  'message/rfc822': 'eml',
  'application/zip': 'zip',
}

/** The kind of a file, by the ending of its name, else by its declared type. */
export function fileKind(name: string, type: string): FileKind {
  const ending = /\.([a-z0-9]{1,4})$/i.exec(name)?.[1]?.toLowerCase() ?? byType[type] ?? 'file'
  const color = colors.find(([pattern]) => pattern.test(ending))?.[1] ?? 'text-ink-2'
  return { letters: ending === 'jpeg' ? 'JPG' : ending.toUpperCase(), color }
}
