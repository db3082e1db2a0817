import { createRandom } from './random.ts'

/**
 * The HTML of a newsletter of about so many bytes, built as mail builders build them: nested tables with inline styles,
 * a style sheet with media queries, pictures that are not there, long addresses behind each link.
 */
export function newsletterHtml(bytes: number, seed = 1): string {
  const random = createRandom(seed)
  const word = () => random.pick(words)
  const sentence = (length: number) => Array.from({ length }, word).join(' ')
  const address = () => `https://news.example/c/${Array.from({ length: 24 }, word).join('')}`
  let body = ''
  for (let item = 0; body.length < bytes - 3_000; item += 1) body += story(item, sentence, address)
  return `<!doctype html><html><head><meta charset="utf-8"><style>${sheet}</style></head><body style="margin:0;background:#f2f2f2"><center><table width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#f2f2f2"><tr><td align="center"><table class="wrap" width="600" cellpadding="0" cellspacing="0" border="0" style="width:600px;background:#ffffff">${body}<tr><td style="padding:24px;font:12px/18px Arial,sans-serif;color:#777777">You get this letter because you asked for it. <a href="${address()}">Unsubscribe</a></td></tr></table></td></tr></table><img src="https://news.example/open.gif" width="1" height="1"></center></body></html>`
}

const words =
  'season garden letter window market bread harvest river stone paper lantern morning table copper basket winter cedar harbour meadow velvet'.split(
    ' ',
  )

const sheet =
  '.wrap{width:600px}.btn a{color:#ffffff!important;text-decoration:none}@media only screen and (max-width:620px){.wrap{width:100%!important}.col{display:block!important;width:100%!important}h2{font-size:20px!important}}'

function story(item: number, sentence: (length: number) => string, address: () => string): string {
  const cell =
    'style="padding:0 24px 16px;font-family:Arial,Helvetica,sans-serif;font-size:15px;line-height:22px;color:#333333"'
  return `<tr><td style="padding:24px 24px 8px"><table width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="col" width="180" valign="top"><a href="${address()}" style="color:#0b6e5f"><img src="https://news.example/i/${item}.jpg" width="164" height="120" alt="${sentence(4)}" style="display:block;border:0"></a></td><td class="col" valign="top" ${cell}><h2 style="margin:0 0 8px;font-size:18px;color:#111111">${sentence(6)}</h2><p style="margin:0 0 10px">${sentence(40)}.</p><table cellpadding="0" cellspacing="0" border="0"><tr><td class="btn" bgcolor="#0b6e5f" style="border-radius:4px;padding:8px 16px"><a href="${address()}" style="color:#ffffff">${sentence(2)}</a></td></tr></table></td></tr></table></td></tr>`
}
