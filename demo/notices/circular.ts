import { headerDate, localZone } from '../calendar.ts'
import { encodeWords } from '../charset.ts'
import type { Person } from '../conversation.ts'
import { addressHeader, digits, domainOf, type Headers, messageIdOf, traceHeaders } from '../headers.ts'
import { escapeHtml } from '../html.ts'
import { multipart, textPart } from '../mime.ts'
import { shop } from '../own.ts'
import type { Draft } from '../posted.ts'
import { wrapHard } from '../wrap.ts'

/** `newsletter` goes to a list and can be left; `receipt` answers something that the shop did. */
export type CircularKind = 'newsletter' | 'receipt'

type Block =
  | { readonly kind: 'headline' | 'text'; readonly text: string }
  | { readonly kind: 'image' | 'button'; readonly text: string; readonly target: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly [label: string, value: string])[] }

const toBlock = (paragraph: string): Block => {
  const lines = paragraph.split('\n')
  const link = /^(!?)\[([^\]]*)\]\((\S+)\)$/.exec(paragraph)
  if (link) return { kind: link[1] === '!' ? 'image' : 'button', text: link[2] ?? '', target: link[3] ?? '' }
  if (paragraph.startsWith('# ')) return { kind: 'headline', text: paragraph.slice(2) }
  if (lines.every(line => line.startsWith('- ')))
    return { kind: 'list', items: lines.map(line => line.slice(2)) }
  if (lines.every(line => line.includes(' | '))) {
    return {
      kind: 'table',
      rows: lines.map(line => {
        const [label = '', value = ''] = line.split(/ \| (.*)/)
        return [label, value] as const
      }),
    }
  }
  return { kind: 'text', text: lines.join(' ') }
}

const plainOf = (block: Block, web: string): string => {
  switch (block.kind) {
    case 'headline':
      return `${block.text}\n${'='.repeat(Math.min(block.text.length, 60))}`
    case 'text':
      return wrapHard(block.text, 72)
    case 'image':
      return `[${block.text}]`
    case 'button':
      return `${block.text}: ${web}${block.target}`
    case 'list':
      return block.items.map(item => `* ${item}`).join('\n')
    case 'table':
      return block.rows.map(([label, value]) => `${`${label}:`.padEnd(22)} ${value}`).join('\n')
  }
}

const accents = ['#2f4f4a', '#7a3e2b', '#34456b', '#5b4a3a', '#46633a', '#6b3b58']

const cell = (inside: string, style = ''): string =>
  `<tr><td style="padding:10px 32px;font-family:Helvetica,Arial,sans-serif;font-size:15px;line-height:23px;color:#333333;${style}">${inside}</td></tr>`

const htmlOf = (block: Block, web: string, images: string, accent: string): string => {
  switch (block.kind) {
    case 'headline':
      return cell(
        escapeHtml(block.text),
        'padding-top:26px;font-size:24px;line-height:30px;font-weight:bold;color:#1f1f1f;',
      )
    case 'text':
      return cell(escapeHtml(block.text))
    case 'image':
      return `<tr><td><img src="${images}/${block.target}" alt="${escapeHtml(block.text)}" width="600" style="display:block;width:100%;max-width:600px;height:auto;border:0"></td></tr>`
    case 'button':
      return cell(
        `<a href="${web}${block.target}" style="display:inline-block;background-color:${accent};color:#ffffff;text-decoration:none;padding:12px 22px;border-radius:4px">${escapeHtml(block.text)}</a>`,
      )
    case 'list':
      return cell(
        `<ul style="margin:0;padding-left:20px">${block.items.map(item => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`,
      )
    case 'table':
      return cell(
        `<table width="100%" cellpadding="6" cellspacing="0" style="border-collapse:collapse">${block.rows
          .map(
            ([label, value]) =>
              `<tr><td style="border-bottom:1px solid #e6e6e6;color:#777777">${escapeHtml(label)}</td><td align="right" style="border-bottom:1px solid #e6e6e6">${escapeHtml(value)}</td></tr>`,
          )
          .join('')}</table>`,
      )
  }
}

const page = (
  person: Person,
  blocks: readonly Block[],
  kind: CircularKind,
  token: string,
  subject: string,
): string => {
  const domain = domainOf(person.address)
  const web = `https://www.${domain}`
  const accent =
    accents[Number.parseInt(digits('accent', domain).slice(0, 4), 16) % accents.length] ?? '#2f4f4a'
  const [about = '', place = ''] = person.signature
  const pixel = `<img src="https://track.${domain}/o/${token}.gif" width="1" height="1" alt="" style="display:block;border:0">`
  const leave = `<br><a href="https://lists.${domain}/leave/${token}" style="color:#888888">Unsubscribe</a> · <a href="https://lists.${domain}/view/${token}" style="color:#888888">View in browser</a>`
  return `<!doctype html>
<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title>
<style>a{color:${accent}} @media (max-width:620px){.page{width:100%!important}}</style></head>
<body style="margin:0;padding:0;background-color:#f2f2f0">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 8px">
<table role="presentation" class="page" width="600" cellpadding="0" cellspacing="0" style="background-color:#ffffff">
<tr><td style="padding:22px 32px;background-color:${accent};color:#ffffff;font-family:Georgia,serif;font-size:20px">${escapeHtml(person.name)}</td></tr>
${blocks.map(block => htmlOf(block, web, `https://img.${domain}`, accent)).join('\n')}
<tr><td style="padding:22px 32px;font-family:Helvetica,Arial,sans-serif;font-size:12px;line-height:18px;color:#888888">${escapeHtml(about)}${place === '' ? '' : `<br>${escapeHtml(place)}`}${kind === 'newsletter' ? leave : ''}</td></tr>
</table>${kind === 'newsletter' ? pixel : ''}</td></tr></table></body></html>`
}

const kindHeaders = (kind: CircularKind, person: Person, token: string): Headers => {
  const domain = domainOf(person.address)
  return kind === 'receipt'
    ? [['Auto-Submitted', 'auto-generated']]
    : [
        ['List-Id', `${person.name.replace(/[^\x20-\x7e]/g, '')} <news.${domain}>`],
        [
          'List-Unsubscribe',
          `<mailto:leave-${token}@lists.${domain}>,\r\n <https://lists.${domain}/leave/${token}>`,
        ],
        ['List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'],
        ['Precedence', 'bulk'],
      ]
}

/** A newsletter or an automatic notice: laid-out HTML with remote pictures, and the same as text. */
export const writeCircular = (circular: {
  readonly person: Person
  readonly kind: CircularKind
  readonly subject: string
  readonly text: string
  readonly at: number
  readonly seed: string
}): Draft => {
  const { person, kind, subject, at, seed } = circular
  const token = digits('token', seed).slice(0, 20)
  const blocks = circular.text.split(/\n{2,}/).map(toBlock)
  const web = `https://www.${domainOf(person.address)}`
  const leave =
    kind === 'newsletter' ? `\n\nUnsubscribe: https://lists.${domainOf(person.address)}/leave/${token}` : ''
  const plain = `${blocks.map(block => plainOf(block, web)).join('\n\n')}\n\n--\n${person.signature.join('\n')}${leave}\n`
  const html = page(person, blocks, kind, token, subject)
  const messageId = messageIdOf({ mailer: 'plain', address: person.address }, seed)
  return {
    posted: {
      messageId,
      references: [],
      subject,
      from: person.name,
      address: person.address,
      replyName: person.name,
      replyAddress: person.address,
      to: `${shop.name} <${shop.address}>`,
      at,
      outbound: false,
      body: { plain, html, htmlOnly: false, flowed: false },
    },
    headers: [
      ...traceHeaders(`bounces+${token}@${domainOf(person.address)}`, shop.address, at, seed),
      ['Date', headerDate(at, person.zoneMinutes ?? localZone(at))],
      ['From', addressHeader(person.name, person.address, 'UTF-8')],
      ['To', shop.address],
      ['Subject', encodeWords(subject, 'UTF-8')],
      ['Message-ID', messageId],
      ...kindHeaders(kind, person, token),
    ],
    part: multipart('alternative', `=_${digits('circular', seed).slice(0, 28)}`, [
      textPart('text/plain', plain, 'UTF-8', 'quoted-printable'),
      textPart('text/html', `${html}\n`, 'UTF-8', 'quoted-printable'),
    ]),
  }
}
