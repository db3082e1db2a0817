import type { Person } from './conversation.ts'
import { escapeHtml, linkify, paragraphs } from './html.ts'
import { quotedDate, wordsOf } from './languages.ts'
import { quote, wrapHard } from './wrap.ts'

/** The message that an answer quotes. */
export type Quoted = {
  readonly from: string
  readonly address: string
  readonly to: string
  readonly at: number
  readonly subject: string
  readonly body: Body
}

/** What a mail program makes of what somebody typed. */
export type Body = {
  readonly plain: string
  /** Inside of the body element; null where the program sends no HTML. */
  readonly html: string | null
  /** The HTML stands alone, without a plain alternative. */
  readonly htmlOnly: boolean
  /** Travels as format=flowed; `plain` is still without its breaks. */
  readonly flowed: boolean
}

type Writing = {
  readonly person: Person
  readonly text: string
  readonly zoneMinutes: number
  readonly quoted: Quoted | null
}

const deepestQuote = 3

const attribution = ({ person, zoneMinutes }: Writing, quoted: Quoted): string => {
  const { date, time } = quotedDate(person.language, quoted.at, zoneMinutes)
  return wordsOf(person.language)
    .attribution.replace('{date}', date)
    .replace('{time}', time)
    .replace('{who}', `${quoted.from} <${quoted.address}>`)
}

const headerBlock = (
  { person, zoneMinutes }: Writing,
  quoted: Quoted,
): readonly (readonly [string, string])[] => {
  const [from, sent, to, subject] = wordsOf(person.language).labels
  const { date, time } = quotedDate(person.language, quoted.at, zoneMinutes)
  return [
    [from, `${quoted.from} <${quoted.address}>`],
    [sent, `${date} ${time}`],
    [to, quoted.to],
    [subject, quoted.subject],
  ]
}

const htmlOf = (body: Body): string =>
  body.html ?? `<div>${body.plain.split('\n').map(escapeHtml).join('<br>\n')}</div>`

const divs = (text: string): string =>
  paragraphs(text)
    .map(lines => lines.map(line => `<div>${linkify(line)}</div>`).join('\n'))
    .join('\n<div><br></div>\n')

const quotedPlain = (writing: Writing): string =>
  writing.quoted === null
    ? ''
    : `\n\n${attribution(writing, writing.quoted)}\n${quote(writing.quoted.body.plain, deepestQuote)}`

const quotedBlock = (writing: Writing, before: string, blockquote: string): string =>
  writing.quoted === null
    ? ''
    : `\n${before.replace('{}', escapeHtml(attribution(writing, writing.quoted)))}\n` +
      `<blockquote ${blockquote}>\n${htmlOf(writing.quoted.body)}\n</blockquote>`

const signed = ({ person, text }: Writing, mark: string): string =>
  person.signature.length === 0 ? text : `${text}\n\n${mark}${person.signature.join('\n')}`

const gmail = (writing: Writing): Body => {
  const { signature } = writing.person
  const sign =
    signature.length === 0
      ? ''
      : `\n<div><br></div><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature"><div dir="ltr">${signature.map(linkify).join('<br>')}</div></div>`
  const direction = /^(ar|he)$/.test(writing.person.language) ? 'rtl' : 'ltr'
  return {
    plain: wrapHard(signed(writing, '-- \n'), 78) + quotedPlain(writing),
    html:
      `<div dir="${direction}">${divs(writing.text)}${sign}</div>` +
      (writing.quoted === null
        ? ''
        : `<br><div class="gmail_quote gmail_quote_container">${quotedBlock(
            writing,
            '<div dir="ltr" class="gmail_attr">{}<br></div>',
            'class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"',
          )}</div>`),
    htmlOnly: false,
    flowed: false,
  }
}

const outlook = (writing: Writing): Body => {
  const { quoted } = writing
  const block = quoted === null ? [] : headerBlock(writing, quoted)
  const paragraph = (inside: string): string => `<p class="MsoNormal">${inside}<o:p></o:p></p>`
  const blank = '<p class="MsoNormal"><o:p>&nbsp;</o:p></p>'
  const own = paragraphs(signed(writing, ''))
    .map(lines => paragraph(lines.map(linkify).join('<br>\n')))
    .join(`\n${blank}\n`)
  const head = block
    .map(([label, value]) => `<b>${escapeHtml(label)}:</b> ${escapeHtml(value)}`)
    .join('<br>\n')
  return {
    plain:
      signed(writing, '') +
      (quoted === null
        ? ''
        : `\n\n________________________________\n${block.map(([label, value]) => `${label}: ${value}`).join('\n')}\n\n${quoted.body.plain}`),
    html:
      `<div class="WordSection1">\n${own}` +
      (quoted === null
        ? ''
        : `\n${blank}\n<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">${paragraph(head)}</div>\n${blank}\n${htmlOf(quoted.body)}`) +
      '\n</div>',
    htmlOnly: false,
    flowed: false,
  }
}

const apple = (writing: Writing): Body => ({
  plain: signed(writing, '') + quotedPlain(writing),
  html:
    divs(signed(writing, '')) +
    quotedBlock(writing, '<div><br><blockquote type="cite"><div>{}</div></blockquote></div>', 'type="cite"'),
  htmlOnly: false,
  flowed: false,
})

const ios = (writing: Writing): Body => ({
  plain: `${writing.text}\n\n${wordsOf(writing.person.language).sentFromPhone}${quotedPlain(writing)}`,
  html: null,
  htmlOnly: false,
  flowed: false,
})

const thunderbird = (writing: Writing): Body => ({
  plain: signed(writing, '-- \n') + quotedPlain(writing),
  html: null,
  htmlOnly: false,
  flowed: true,
})

const webmail = (writing: Writing): Body => ({
  plain: signed(writing, '') + quotedPlain(writing),
  html:
    `<div style="font-family: Verdana, sans-serif; font-size: 12px;">\n${divs(signed(writing, ''))}` +
    quotedBlock(
      writing,
      '<div>&nbsp;</div>\n<div><b>{}</b></div>',
      'style="border-left: 2px solid #c3d9e5; margin: 5px 0 0 5px; padding-left: 10px;"',
    ) +
    '\n</div>',
  htmlOnly: true,
  flowed: false,
})

const plain = (writing: Writing): Body => ({
  plain: wrapHard(signed(writing, '-- \n'), 72) + quotedPlain(writing),
  html: null,
  htmlOnly: false,
  flowed: false,
})

const writers = { gmail, outlook, apple, ios, thunderbird, webmail, plain }

/** Writes a body the way the person's mail program does: wrapping, signature, quote, HTML. */
export const writeBody = (writing: Writing): Body => writers[writing.person.mailer](writing)

const heads: Readonly<Record<string, string>> = {
  outlook:
    '<html xmlns:o="urn:schemas-microsoft-com:office:office">\n<head>\n<meta http-equiv="Content-Type" content="text/html; charset={}">\n' +
    '<style><!-- p.MsoNormal {margin:0cm; font-size:11.0pt; font-family:"Calibri",sans-serif;} --></style>\n</head>\n<body lang="EN-GB" link="#0563C1" vlink="#954F72">\n',
  apple:
    '<html><head><meta http-equiv="content-type" content="text/html; charset={}"></head>\n<body style="overflow-wrap: break-word; -webkit-nbsp-mode: space; line-break: after-white-space;">\n',
  webmail: '<html><head></head><body>\n',
}

/** The whole HTML document around a body. */
export const htmlDocument = (inside: string, mailer: Person['mailer'], charset: string): string => {
  const head = heads[mailer]
  return head === undefined ? `${inside}\n` : `${head.replace('{}', charset)}${inside}\n</body></html>\n`
}
