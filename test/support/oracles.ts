import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What another project's authors say that a message shows; undefined where their record doesn't tell. */
export type Oracle = {
  readonly id: string
  readonly raw: Buffer
  readonly subject?: string | undefined
  readonly from?: readonly string[] | undefined
  readonly sentAt?: number | null | undefined
  /** The plain side of the body, HTML parts of it as HTML. */
  readonly plain?: readonly Piece[] | undefined
  /** The HTML side, plain parts of it as text. */
  readonly rich?: readonly Piece[] | undefined
  /** Names of all attachments in order; empty where the record names none. */
  readonly names?: readonly string[] | undefined
  /** Names of attachments that must be there, among others. */
  readonly drawn?: readonly string[] | undefined
}

/** A piece of a body. */
export type Piece = { readonly kind: 'text' | 'html'; readonly content: string }

/** Where the corpus lies, beside the project. */
export const corpusFolder: string = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url))

/** Whether there is a corpus to judge by. */
export const hasCorpus: boolean = existsSync(corpusFolder)

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))

/** Names of files under a folder of the corpus, sorted, relative to the corpus. */
function filesUnder(folder: string, ending: string): readonly string[] {
  return readdirSync(join(corpusFolder, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith(ending))
    .map(name => `${folder}/${name}`)
    .sort()
}

type StalwartValue = {
  readonly Text?: string
  readonly Address?: { readonly List?: readonly StalwartAddress[]; readonly Group?: readonly StalwartGroup[] }
  readonly DateTime?: Readonly<Record<string, number>> & { readonly tz_before_gmt: boolean }
  readonly ContentType?: {
    readonly c_type: string
    readonly attributes: readonly { readonly name: string; readonly value: string }[] | null
  }
}
type StalwartAddress = { readonly name: string | null; readonly address: string | null }
type StalwartGroup = { readonly name: string | null; readonly addresses: readonly StalwartAddress[] }
type StalwartHeader = {
  readonly name: string | { readonly other: string }
  readonly value: StalwartValue | 'Empty'
}
type StalwartMessage = {
  readonly text_body: readonly number[]
  readonly html_body: readonly number[]
  readonly attachments: readonly number[]
  readonly parts: readonly {
    readonly headers: readonly StalwartHeader[]
    readonly body: {
      readonly Text?: string
      readonly Html?: string
      readonly Message?: StalwartMessage
    }
  }[]
}

/** Records of stalwartlabs/mail-parser: one for the file as it is, one for the same with CRLF line ends. */
export function stalwartOracles(): readonly Oracle[] {
  return filesUnder('stalwart-mail-parser/eml', '.eml').flatMap(name => {
    const raw = readFileSync(join(corpusFolder, name))
    const base = name.slice(0, -4)
    const id = base.replace('stalwart-mail-parser/eml', 'stalwart')
    const crlf = Buffer.from(raw.toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1')
    return [
      { bytes: raw, record: `${base}.json` },
      { bytes: crlf, record: `${base}.crlf.json` },
    ].map(({ bytes, record }) =>
      fromStalwart(id, bytes, readJson(join(corpusFolder, record)) as StalwartMessage),
    )
  })
}

function fromStalwart(id: string, raw: Buffer, message: StalwartMessage): Oracle {
  const { parts } = message
  const header = (part: number, name: string): StalwartValue | undefined => {
    const found = parts[part]?.headers.findLast(one => one.name === name)?.value
    return found === 'Empty' ? {} : found
  }
  const side = (indexes: readonly number[]): readonly Piece[] =>
    indexes.flatMap((index): readonly Piece[] => {
      const body = parts[index]?.body
      if (body?.Text !== undefined) return [{ kind: 'text', content: body.Text }]
      return body?.Html === undefined ? [] : [{ kind: 'html', content: body.Html }]
    })
  const list = header(0, 'from')?.Address
  const people = list?.List ?? list?.Group?.flatMap(group => group.addresses)
  const attribute = (value: StalwartValue | undefined, name: string) =>
    value?.ContentType?.attributes?.find(one => one.name.toLowerCase() === name)?.value
  const named = (index: number) =>
    attribute(header(index, 'content_disposition'), 'filename') ??
    attribute(header(index, 'content_type'), 'name') ??
    ''
  const time = header(0, 'date')?.DateTime
  return {
    id,
    raw,
    subject: header(0, 'subject')?.Text ?? '',
    from: people?.map(({ name, address }) => address ?? name ?? '') ?? [],
    sentAt: time === undefined ? null : stalwartTime(time),
    plain: side(message.text_body),
    rich: side(message.html_body),
    names: message.attachments.map(named),
  }
}

function stalwartTime(time: Readonly<Record<string, number>> & { readonly tz_before_gmt: boolean }): number {
  const at = (name: string) => time[name] ?? 0
  const zone = (at('tz_hour') * 60 + at('tz_minute')) * 60_000
  return (
    Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second')) +
    (time.tz_before_gmt ? zone : -zone)
  )
}

type TutanotaRecord = {
  readonly result: {
    readonly sender: { readonly mailAddress: string } | null
    readonly sentDate: number | null
    readonly subject: string
    readonly plainBodyText: string | null
    readonly htmlBodyText: string | null
    readonly attachedFiles: readonly { readonly name: string }[]
    readonly attachedMessages: readonly unknown[]
  } | null
}

/** Records of tutao/tutanota for the messages of Perl's MIME-tools. */
export function mimeToolsOracles(): readonly Oracle[] {
  return filesUnder('tutanota-mimetools', '.msg').flatMap(name => {
    const record = readJson(join(corpusFolder, name.replace(/\.msg$/, '-expected.json'))) as TutanotaRecord
    const { result } = record
    if (result === null) return []
    const { plainBodyText, htmlBodyText } = result
    return [
      {
        id: name.slice(0, -4).replace('tutanota-mimetools', 'mime-tools'),
        raw: readFileSync(join(corpusFolder, name)),
        subject: result.subject,
        from: result.sender === null ? [] : [result.sender.mailAddress],
        sentAt: result.sentDate,
        ...(plainBodyText === null ? {} : { plain: [{ kind: 'text' as const, content: plainBodyText }] }),
        ...(htmlBodyText === null ? {} : { rich: [{ kind: 'html' as const, content: htmlBodyText }] }),
        names: [...result.attachedFiles.map(file => file.name), ...result.attachedMessages.map(() => '')],
      },
    ]
  })
}

const attachmentLink = /<a href="attachment:[^"]*">(?:\s*<img [^>]*>)?\s*([^<]*?)\s*<\/a>/g

/** What KMail calls an attachment that has no name. */
const itsOwnNames = new Set(['Encapsulated message', 'Unnamed'])

/** What KMail draws for a message: the pages that its mimetreeparser is tested against. */
export function kdeOracles(): readonly Oracle[] {
  const folder = 'kde-messagelib/mimetreeparser/autotests/data'
  return filesUnder(folder, '.mbox.html')
    .filter(name => dirname(name) === folder)
    .map(name => {
      const page = readFileSync(join(corpusFolder, name), 'utf8')
      return {
        id: `kde/${basename(name, '.mbox.html')}`,
        raw: readFileSync(join(corpusFolder, name.slice(0, -5))),
        rich: [{ kind: 'html' as const, content: withoutFrame(page) }],
        drawn: [...page.matchAll(attachmentLink)]
          .map(match => match[1] ?? '')
          .filter(name => !itsOwnNames.has(name)),
      }
    })
}

/** The page without KMail's own words: heads and feet of its boxes, notes, and names of attachments. */
function withoutFrame(page: string): string {
  let depth = 0
  let out = ''
  for (const [piece] of page.matchAll(/<[^>]*>|[^<]+/g)) {
    const name = /^<\/?([a-z0-9]+)/i.exec(piece)?.[1]?.toLowerCase() ?? ''
    const opens = !piece.startsWith('</') && !piece.endsWith('/>')
    if (depth > 0) {
      if (name === 'tr' || name === 'div') depth += opens ? 1 : -1
    } else if (/^<tr class="[A-Za-z]+H"|^<div class="(?:inlineMessageError|noquote-attachment)"/.test(piece))
      depth = 1
    else out += piece
  }
  return out.replace(/<a href="attachment:[^"]*">[\s\S]*?<\/a>/g, '')
}
