import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { decodeEntities } from '#engine/mail/mime/html-entities.ts'
import { htmlToText } from '#engine/mail/mime/html-text.ts'
import { type ParsedEmail, parseMessage } from '#engine/mail/mime/parse.ts'
import { runWithInput } from '#test/support/child-process.ts'
import { corpusEmails } from '#test/support/corpus.ts'
import { hasCorpus } from '#test/support/oracles.ts'

/** Words that Python's email package finds and we don't show, looked at one by one. */
const reviewed: readonly (readonly [name: string, reason: string])[] = [
  ['own/NUL bytes', 'NUL parts no words here'],
  ['own/broken base64', 'Python decodes what it can; here the letters are shown as they came'],
  [
    'enmime/mail/mime-bad-content-transfer-encoding.raw',
    'Python joins lines of prose that is declared as base64',
  ],
  ['enmime/parts/empty-ctype-bad-content.raw', 'tags of HTML whose type is unreadable'],
  ['gmime/data/filters/japanese.iso-2022-jp.txt', 'Python prints the escapes; here it is Japanese'],
  ['horde-mime/uudecode.txt', 'uuencoded files are listed'],
  [
    'kde-messagelib/mimetreeparser/autotests/data/autocrypt/multiple_autocryptheaders_invalid.mbox',
    'headers',
  ],
  [
    'kde-messagelib/mimetreeparser/autotests/data/autocrypt/multiple_autocryptheaders_invalid_from.mbox',
    'headers',
  ],
  [
    'kde-messagelib/mimetreeparser/autotests/data/openpgp-signed-mailinglist+additional-children.mbox',
    'a named text behind the text is a file: listed',
  ],
  ['mimekit/messages/feedback-report.txt', 'Python takes headers behind a byte order mark for text'],
  ['mimekit/messages/issue358.txt', 'Python takes headers behind a broken one for text'],
  ['ruby-mail/emails/error_emails/content_transfer_encoding_7-bit.eml', 'Python reads UTF-8 as Latin-1'],
  ['sisimai-bounces/maildir/bsd/lhost-office365-08.eml', 'letters of base64 where the rest was taken out'],
  ['sisimai-bounces/maildir/bsd/lhost-office365-09.eml', 'Python prints delimiters and headers of parts'],
  ['sisimai-bounces/maildir/bsd/lhost-office365-10.eml', 'Python prints delimiters and headers of parts'],
  ['sisimai-bounces/maildir/bsd/lhost-office365-11.eml', 'Python prints delimiters and headers of parts'],
  ['sisimai-bounces/maildir/bsd/lhost-office365-12.eml', 'Python prints delimiters and headers of parts'],
  ['sisimai-bounces/maildir/bsd/rfc3464-62.eml', 'attributes of a tag that was cut off'],
  ['sisimai-bounces/maildir/bsd/rfc3464-66.eml', 'a picture that is declared as text'],
  ['stalwart-mail-parser/eml/legacy/049.eml', 'uuencoded files are listed'],
  ['stalwart-mail-parser/eml/rfc/008.eml', 'Python prints the base64 of an attached mail'],
  ['stalwart-mail-parser/eml/thirdparty/015.eml', 'Python prints headers of attached mails'],
  [
    'thunderbird-mail/mail/components/extensions/test/xpcshell/messages/invite.eml',
    'an attached page: listed',
  ],
  [
    'thunderbird-mail/mail/test/browser/message-reader/data/wronglyDeclaredUTF8.eml',
    'Python reads UTF-8 as what it is declared to be',
  ],
  [
    'thunderbird-mail/mail/test/browser/message-window/data/test-alt-rel-text.eml',
    'a third form of the same words',
  ],
  [
    'thunderbird-mail/mail/test/browser/message-window/data/test-triple-alt.eml',
    'a third form of the same words',
  ],
  ['thunderbird-mail/mailnews/test/data/bug513543', 'a named text beside a page is a file: listed'],
  ['thunderbird-mail/mailnews/test/data/multipartmalt-detach', 'named texts beside a page are files: listed'],
  ['tutanota-mimetools/multi-igor.msg', 'named texts behind the text are files: listed'],
  ['tutanota-mimetools/multi-igor2.msg', 'named texts behind the text are files: listed'],
  ['tutanota-mimetools/uu-junk.msg', 'uuencoded files are listed'],
  ['tutanota-mimetools/uu-zeegee.msg', 'uuencoded files are listed'],
]

/** Words as both see them; what Python couldn't decode is none. */
const words = (text: string): ReadonlySet<string> =>
  new Set(
    text
      .replace(/[\p{L}\p{N}]*\ufffd[\p{L}\p{N}\ufffd]*/gu, ' ')
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]{3,}/gu) ?? [],
  )

/** Everything that is shown or searched of a mail, hidden text of its HTML included. */
function ourWords({ text, html, embeddedText }: ParsedEmail): ReadonlySet<string> {
  const page = html ?? ''
  const all = decodeEntities(
    page.replace(/<(style|script|title)\b[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]*>/g, ' '),
  )
  return words(`${text ?? ''} ${all} ${htmlToText(page)} ${embeddedText}`)
}

/** Python doesn't read lines that end with CR alone. */
const readable = (raw: Buffer): Buffer =>
  raw.includes(10) ? raw : Buffer.from(raw.toString('latin1').replaceAll('\r', '\n'), 'latin1')

if (!hasCorpus)
  console.warn('No corpus beside the repository: only our own odd messages were compared with Python.')

describe('R-65: no visible text is lost', () => {
  it('what Python finds, we find', { timeout: 300_000 }, async () => {
    const mails = corpusEmails()
    const script = fileURLToPath(new URL('../support/python-words.py', import.meta.url))
    const questions = mails.map(({ raw }) => JSON.stringify({ raw: readable(raw).toString('base64') }))
    const answers = (await runWithInput('python3', [script], `${questions.join('\n')}\n`)).trim().split('\n')
    expect(answers).toHaveLength(mails.length)
    const found: string[] = []
    for (const [index, { name, raw }] of mails.entries()) {
      const theirs = words((JSON.parse(answers[index] ?? '') as { readonly text: string }).text)
      const ours = ourWords(parseMessage(raw, { sizeBytes: raw.length }))
      if ([...theirs].some(word => !ours.has(word))) found.push(name)
    }
    const known = new Set(reviewed.map(([name]) => name))
    expect(
      found.filter(name => !known.has(name)),
      'words are lost',
    ).toEqual([])
    const judged = [...known].filter(name => hasCorpus || name.startsWith('own/'))
    expect(
      judged.filter(name => !found.includes(name)),
      'is listed, but loses nothing',
    ).toEqual([])
  })
})
