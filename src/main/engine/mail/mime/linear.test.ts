import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isAppError } from '#shared/errors.ts'
import { headerValues } from '#shared/header-lines.ts'
import { joinHtmlDocuments, splitHtmlDocuments } from '#shared/html-documents.ts'
import { newestText, splitQuoted } from '#shared/quoted-text.ts'
import { safeLine, safeText } from '#shared/safe-text.ts'
import { searchWords } from '#shared/search-words.ts'
import { parseAddressList } from './address-list.ts'
import { decodeBytes } from './charset.ts'
import { parseDate } from './dates.ts'
import { detectCharset } from './detect-charset.ts'
import { liftEnclosedFiles, parseEnclosedEncoding } from './enclosed-files.ts'
import { decodeRaw, decodeWords } from './encoded-words.ts'
import { enrichedToText } from './enriched-text.ts'
import { displayFileName } from './file-name.ts'
import { unflow } from './flowed.ts'
import { ftsText, visibleText } from './fts-text.ts'
import { splitHeader } from './header-fields.ts'
import { parseHeaders, readHeaders } from './headers.ts'
import { decodeEntities } from './html-entities.ts'
import { htmlTokens } from './html-tags.ts'
import { htmlToText } from './html-text.ts'
import { identityHash } from './identity-hash.ts'
import { indexAsSource, indexEmail } from './index-email.ts'
import { keptHeaders } from './kept-headers.ts'
import { parseMessageId, parseMessageIds } from './message-ids.ts'
import { headerMailbox, headerWords, subjectValue } from './outgoing-header.ts'
import { cleanOutgoingHtml, cleanText, drawnContentIds, outgoingText } from './outgoing-html.ts'
import { idList } from './outgoing-ids.ts'
import { parseParameters } from './parameters.ts'
import { parseAsSource, parseMessage } from './parse.ts'
import { ownText, preview } from './preview.ts'
import { signedContent } from './signed-data.ts'
import { embeddedName, walkMessage } from './structure.ts'
import { decodeTextPart, readTextPart } from './text-part.ts'
import { decodeTransfer, looksBase64, normalEncoding } from './transfer.ts'
import { decodeUtf7 } from './utf7.ts'
import { decodeUuBlock, findUuBlocks } from './uuencode.ts'
import { decodeYencBlock, findYencBlocks } from './yenc.ts'

const mega = 1 << 20
/** A quarter of a megabyte in one frame finds what isn't linear; `PARLEY_FUZZ=all` reads a whole one in all frames. */
const thorough = process.env['PARLEY_FUZZ'] === 'all'
const length = thorough ? mega : mega / 4
const bytes = (text: string): Buffer => Buffer.from(text, 'latin1')
const mail = (type: string, body: string): Buffer =>
  bytes(`From: a@b.example\r\nContent-Type: ${type}\r\n\r\n${body}`)
const whole = (raw: Buffer) => ({ raw, sizeBytes: raw.length, receivedAt: 1 })
const coding = { type: 'text/plain', charset: null, encoding: '8bit', flowed: true, delSp: true } as const

/** What reads mail, by name: each is given a megabyte of each shape. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  headerValues: text => headerValues(text, 'subject'),
  splitHtmlDocuments: text => splitHtmlDocuments(joinHtmlDocuments([text])),
  newestText,
  splitQuoted,
  safeLine,
  safeText,
  searchWords,
  parseAddressList: text => parseAddressList(text),
  decodeBytes: text => {
    for (const label of [
      null,
      'utf-8',
      'utf-7',
      'iso-2022-jp',
      'gb18030',
      'windows-1252',
      'hz-gb-2312',
      text,
    ])
      decodeBytes(bytes(text), label)
  },
  parseDate: text => parseDate(text),
  detectCharset: text => detectCharset(bytes(text)),
  liftEnclosedFiles: text => liftEnclosedFiles(bytes(text)),
  parseEnclosedEncoding,
  decodeWords: text => decodeWords(text),
  decodeRaw: text => decodeRaw(text),
  enrichedToText,
  displayFileName: text => displayFileName(text, text),
  unflow: text => unflow(text, true),
  visibleText: text => visibleText({ text, html: text }, mega),
  ftsText: text => ftsText(text, { text, html: text, embeddedText: text }),
  signedContent: text => signedContent(bytes(text)),
  splitHeader: text => splitHeader(bytes(text)),
  parseHeaders: text => parseHeaders(bytes(`From: ${text}`)),
  readHeaders: text => readHeaders(splitHeader(bytes(`Subject: ${text}`)).fields, text),
  decodeEntities,
  htmlTokens: text => [...htmlTokens(text)],
  htmlToText: text => htmlToText(text),
  identityHash: text => identityHash(splitHeader(bytes(`To: ${text}`)).fields, 1, bytes(text)),
  indexEmail: text => indexEmail(whole(mail('text/html', text))),
  indexAsSource: text => indexAsSource(whole(bytes(text))),
  keptHeaders: text => keptHeaders(bytes(text)),
  parseMessageId: text => parseMessageId(text),
  parseMessageIds,
  parseParameters,
  parseMessage: text => parseMessage(mail('multipart/mixed; boundary=b', text), { sizeBytes: text.length }),
  parseAsSource: text => parseAsSource(bytes(text), { sizeBytes: text.length }),
  ownText: text => [ownText({ text }), ownText({ html: text })],
  preview,
  embeddedName,
  walkMessage: text => walkMessage(bytes(text), false),
  decodeTextPart: text => decodeTextPart(bytes(text), { ...coding, type: 'text/html' }),
  readTextPart: text => readTextPart(bytes(text), coding),
  decodeTransfer: text =>
    ['base64', 'quoted-printable', text].map(one => decodeTransfer(bytes(text), one, mega)),
  looksBase64: text => looksBase64(bytes(text)),
  normalEncoding,
  decodeUtf7: text => decodeUtf7(bytes(text)),
  findUuBlocks: text => findUuBlocks(bytes(`begin 644 a\n${text}`), 100),
  decodeUuBlock: text => decodeUuBlock(bytes(`begin 644 a\n#0V%T\n${text}`), 1, mega),
  findYencBlocks: text => findYencBlocks(bytes(text), 100),
  // What we send quotes strangers' words.
  cleanOutgoingHtml: text => cleanOutgoingHtml(text),
  outgoingText: text => outgoingText(text),
  drawnContentIds: text => drawnContentIds(text),
  cleanText: text => cleanText(text),
  headerWords: text => orRefused(() => headerWords('subject', text, 998)),
  subjectValue: text => orRefused(() => subjectValue(text)),
  headerMailbox: text => [
    orRefused(() => headerMailbox('to', { name: text, address: 'a@b.example' })),
    orRefused(() => headerMailbox('to', { name: '', address: text })),
  ],
  idList: text => orRefused(() => idList('references', [text, ...text.slice(0, 20_000).split(' ')])),
  decodeYencBlock: text => decodeYencBlock(bytes(`=ybegin line=128 size=1 name=a\n${text}`), 1, mega),
}

/** Headers that are refused are read as well. */
function orRefused(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    if (isAppError(error, 'invalid-request')) return null
    throw error
  }
}

/** Exports that see no text of a mail, or only the tree that the ones above made of it. */
const others = new Set([
  'asBuffer',
  'assembleBody',
  'attachmentPart',
  'composeMail',
  'createMailReader',
  'distinctParts',
  'enclosedAttachment',
  'estimateDecodedSize',
  'fitForWire',
  'isMultipart',
  'isSevenBit',
  'layOut',
  'layOutStructure',
  'lineEndAt',
  'newMessageId',
  'nodesById',
  'ownId',
  'packBatch',
  'packBytes',
  'packContent',
  'readAgain',
  'readMail',
  'readStructure',
  'refuseBreaks',
  'serveBatches',
  'startsLine',
  'structureTree',
  'toIndexed',
  'usedStructure',
])

const repeated: readonly string[] = [
  ...[
    'a',
    ' ',
    '\t',
    '0\x80',
    '$\x80',
    '\x04\x01a',
    '\n',
    '\r\n',
    '\r',
    '\0',
    '\xff',
    '\x1b$B',
    '\x1b(B',
    '+',
    '+A',
    '~{',
  ],
  ...[
    '"',
    '\\',
    '"\\"',
    '(',
    ')',
    '()',
    '<',
    '>',
    '<>',
    '@',
    'a@',
    ',',
    ';',
    ':',
    '=',
    "'",
    '&',
    '&#',
    '&amp',
    '-',
    '--b\n',
  ],
  ...['=?', '=?utf-8?q?', '=?utf-8?b?QQ==?= ', '=?utf-7?q?+AG?= ', '?=', '%', "*0*=''%", ';a*1=b', ';a="'],
  ...['=20', '= ', '=\n', 'QQ==', '>>', '> ', '>\n', 'a \n', '-- \n', '_', '.', '1 ', '1:', '+0100 '],
  ...[
    '<a ',
    '<a b="',
    '</',
    '<!--',
    '-->',
    '<![CDATA[',
    '<style>',
    '<p hidden>',
    '<a href=x>l</a> ',
    '<td>x</td>',
    ' <b>',
    '<pre> <i>',
    '<div style="display:none">',
    '<blockquote>',
  ],
  ...['<param>', '<nofill>', '<<', 'begin 644 a\n', '#0V%T\n', '=ybegin line=128 size=1 name=a\n', '=yend\n'],
  ...[
    'From: a\n',
    'From \n',
    ' From: a\n',
    'Content-Type: x\n',
    'On 1 May 2026, Ann wrote:\n',
    '*a* ',
    '\u0301',
    '\u200d',
    '\u202e',
  ],
]

/** In front of, and behind, what repeats: what makes an expression begin, and then fail. */
const frames: readonly (readonly [string, string])[] = [
  ['', ''],
  ['a', 'b'],
  ['Subject: <"', '\x01'],
]

/** Milliseconds of processor time: another program on the machine doesn't count. */
function cost(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const used = process.cpuUsage(before)
  return (used.user + used.system) / 1_000
}

/** Ten times what the slowest needs here; what isn't linear needs hundreds of times as much. */
const longestMs = thorough ? 2_000 : 500

describe('R-67: a megabyte of anything is read in linear time', () => {
  it.each(Object.entries(readers))('%s', { timeout: 120_000 }, (_, read) => {
    const slow: string[] = []
    for (const [index, piece] of repeated.entries())
      for (const [open, close] of thorough ? frames : frames.slice(index % 3, (index % 3) + 1)) {
        const text = `${open}${piece.repeat(Math.ceil(length / piece.length))}${close}`
        const ms = cost(() => read(text))
        if (ms > longestMs)
          slow.push(`${JSON.stringify(open)} ${JSON.stringify(piece)}: ${Math.round(ms)} ms`)
      }
    expect(slow).toEqual([])
  })

  it('and no reader of mail is forgotten', () => {
    const folder = import.meta.dirname
    const exported = readdirSync(folder)
      .filter(name => name.endsWith('.ts') && !/\.test\.ts$|^(?:bounce|report)/.test(name))
      .flatMap(name => [
        ...readFileSync(`${folder}/${name}`, 'utf8').matchAll(/^export (?:async )?function\*? (\w+)/gm),
      ])
      .map(([, name]) => name ?? '')
    expect(exported.filter(name => !(name in readers) && !others.has(name))).toEqual([])
  })
})
