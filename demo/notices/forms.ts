import type { Headers } from '../headers.ts'
import { escapeHtml } from '../html.ts'
import { shop } from '../own.ts'
import { type Field, fieldOf, type Submission } from './fields.ts'

/** A form's mail before it becomes bytes; the visitor stands in Reply-To. */
export type FormMail = {
  readonly fromName: string
  readonly fromAddress: string
  readonly subject: string
  readonly plain: string | null
  readonly html: string | null
  readonly charset: string
  readonly headers: Headers
}

const site = `https://www.${shop.domain}`
const wordPress: Headers = [['X-Mailer', 'PHPMailer 6.9.3']]
const browser =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'

const lines = (value: string): string => escapeHtml(value).replace(/\n/g, '<br />\n')

const visitorIp = (seed: string): string => `198.51.100.${(seed.length * 37 + seed.charCodeAt(0)) % 250}`

const dayAndTime = (at: number): readonly [day: string, time: string] => [
  new Date(at).toLocaleDateString('en-US', { year: 'numeric', month: 'long', day: 'numeric' }),
  new Date(at).toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' }).toLowerCase(),
]

const contactForm7 = (submission: Submission): FormMail => {
  const subject = fieldOf(submission, /subject|betreff|objet|asunto/i) || 'Contact'
  const others = submission.fields
    .slice(1, -1)
    .filter(({ label, value }) => !value.includes('@') && !/subject|betreff|objet|asunto/i.test(label))
    .map(({ label, value }) => `${label}: ${value}\n`)
    .join('')
  return {
    fromName: shop.name,
    fromAddress: `wordpress@${shop.domain}`,
    subject: `${shop.name} "${subject}"`,
    plain: `From: ${submission.name} [${submission.address}]\nSubject: ${subject}\n${others}\nMessage Body:\n${submission.message}\n\n-- \nThis is a notification that a contact form was submitted on your website (${shop.name} ${site}).`,
    html: null,
    charset: 'UTF-8',
    headers: [...wordPress, ['X-WPCF7-Content-Type', 'text/plain']],
  }
}

const wpForms = ({ fields }: Submission): FormMail => ({
  fromName: shop.name,
  fromAddress: `wordpress@${shop.domain}`,
  subject: 'New Entry: Contact us (ID #214)',
  plain: null,
  html: `<!doctype html>
<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><title>WPForms</title></head>
<body style="background-color:#e9eaec;margin:0;padding:0">
<table width="100%" cellpadding="0" cellspacing="0" class="body"><tr><td align="center" style="padding:30px 10px">
<table width="600" cellpadding="0" cellspacing="0" style="background-color:#ffffff;border-radius:3px">
${fields
  .map(
    ({ label, value }) =>
      `<tr class="field-name"><td style="padding:20px 30px 3px 30px;color:#333333;font-family:Helvetica,Arial,sans-serif;font-size:14px"><strong>${escapeHtml(label)}</strong></td></tr>
<tr class="field-value"><td style="padding:3px 30px 20px 30px;border-bottom:1px solid #dddddd;color:#333333;font-family:Helvetica,Arial,sans-serif;font-size:14px">${lines(value)}</td></tr>`,
  )
  .join('\n')}
</table>
<p style="color:#777777;font-family:Helvetica,Arial,sans-serif;font-size:12px">Sent from <a href="${site}">${shop.name}</a></p>
</td></tr></table></body></html>`,
  charset: 'UTF-8',
  headers: wordPress,
})

const gravityForms = ({ fields }: Submission): FormMail => ({
  fromName: shop.name,
  fromAddress: `website@${shop.domain}`,
  subject: 'New submission from Custom furniture',
  plain: null,
  html: `<html><head><title>New submission from Custom furniture</title></head><body>
<table width="99%" border="0" cellpadding="1" cellspacing="0" bgcolor="#EAEAEA"><tr><td>
<table width="100%" border="0" cellpadding="5" cellspacing="0" bgcolor="#FFFFFF">
${fields
  .map(
    ({ label, value }) =>
      `<tr bgcolor="#EAF2FA"><td colspan="2"><font style="font-family: sans-serif; font-size:12px;"><strong>${escapeHtml(label)}</strong></font></td></tr>
<tr bgcolor="#FFFFFF"><td width="20">&nbsp;</td><td><font style="font-family: sans-serif; font-size:12px;">${lines(value)}</font></td></tr>`,
  )
  .join('\n')}
</table></td></tr></table></body></html>`,
  charset: 'UTF-8',
  headers: wordPress,
})

const elementor = ({ fields, at, seed }: Submission): FormMail => {
  const [day, time] = dayAndTime(at)
  const meta: readonly Field[] = [
    { label: 'Date', value: day },
    { label: 'Time', value: time },
    { label: 'Page URL', value: `${site}/contact/` },
    { label: 'User Agent', value: browser },
    { label: 'Remote IP', value: visitorIp(seed) },
    { label: 'Powered by', value: 'Elementor' },
  ]
  const row = ({ label, value }: Field): string => `${escapeHtml(label)}: ${lines(value)}<br />`
  return {
    fromName: shop.name,
    fromAddress: `noreply@${shop.domain}`,
    subject: `New message from "${shop.name}"`,
    plain: null,
    html: `${fields.map(row).join('\n')}\n<br />\n---\n<br />\n<br />\n${meta.map(row).join('\n')}`,
    charset: 'UTF-8',
    headers: wordPress,
  }
}

const phpMail = ({ fields }: Submission): FormMail => ({
  fromName: '',
  fromAddress: `noreply@${shop.domain}`,
  subject: 'Kontaktformular Website',
  plain: `Anfrage über das Kontaktformular auf www.${shop.domain}\n\n${fields
    .map(({ label, value }) =>
      value.includes('\n') || value.length > 60 ? `${label}:\n${value}` : `${label}: ${value}`,
    )
    .join('\n')}\n`,
  html: null,
  charset: 'ISO-8859-1',
  headers: [
    ['X-PHP-Originating-Script', '1000:kontakt.php'],
    ['X-Mailer', 'PHP/8.3.14'],
  ],
})

const formspree = ({ fields, at }: Submission): FormMail => {
  const stamp = new Date(at)
  const time = stamp.toISOString().slice(11, 16)
  const [day] = dayAndTime(at)
  return {
    fromName: 'Formspree',
    fromAddress: 'noreply@formspree.example',
    subject: `New submission from www.${shop.domain}`,
    plain: `Hey there,\n\nSomeone just submitted a response to your form on ${site}/trade. Here's what they had to say:\n\n${fields
      .map(({ label, value }) => `${label.toLowerCase()}:\n${value}\n`)
      .join('\n')}\nSubmitted ${time} UTC - ${day}`,
    html: `<div style="font-family:Helvetica,Arial,sans-serif;max-width:560px;margin:0 auto">
<p>Hey there,</p>
<p>Someone just submitted a response to your form on <a href="${site}/trade">${site}/trade</a>. Here's what they had to say:</p>
<table cellpadding="6">${fields
      .map(
        ({ label, value }) =>
          `<tr><td><b>${escapeHtml(label.toLowerCase())}</b></td><td>${lines(value)}</td></tr>`,
      )
      .join('\n')}</table>
<p style="color:#888">Submitted ${time} UTC - ${day}</p></div>`,
    charset: 'UTF-8',
    headers: [],
  }
}

const netlify = ({ fields, seed }: Submission): FormMail => ({
  fromName: 'Netlify',
  fromAddress: 'formresponses@netlify.example',
  subject: '[Netlify] New submission from contact form on lindenhof-lights',
  plain: `You've received a new submission from your contact form.\n\n${fields
    .map(({ label, value }) => `${label.toLowerCase()}: ${value}`)
    .join(
      '\n',
    )}\n\nip: ${visitorIp(seed)}\nuser_agent: ${browser}\nreferrer: https://lights.${shop.domain}/contact\n`,
  html: null,
  charset: 'UTF-8',
  headers: [],
})

const squarespace = ({ fields }: Submission): FormMail => ({
  fromName: 'Squarespace',
  fromAddress: 'form-submission@squarespace.example',
  subject: 'Form Submission - Commission enquiry',
  plain: `Sent via form submission from ${shop.name}\n\n${fields
    .map(({ label, value }) => `${label}: ${value}\n`)
    .join('\n')}\nManage Submissions\n\nDoes this submission look like spam? Report it here.`,
  html: `<table width="100%"><tr><td style="font-family:Helvetica,Arial,sans-serif;font-size:14px">
<p>Sent via form submission from <em>${shop.name}</em></p>
${fields.map(({ label, value }) => `<p><b>${escapeHtml(label)}:</b> ${lines(value)}</p>`).join('\n')}
<p><a href="https://studio.${shop.domain}/config/submissions">Manage Submissions</a></p>
<p style="color:#999;font-size:11px">Does this submission look like spam? Report it here.</p>
</td></tr></table>`,
  charset: 'UTF-8',
  headers: [],
})

const jotform = ({ fields }: Submission): FormMail => ({
  fromName: 'Jotform',
  fromAddress: 'noreply@jotform.example',
  subject: 'Re: Showroom visit',
  plain: null,
  html: `<table bgcolor="#f7f9fc" width="100%"><tr><td align="center"><table width="600" bgcolor="#ffffff" cellpadding="10">
<tr><td colspan="2" style="font-family:Verdana,Arial;font-size:18px">Showroom visit</td></tr>
${fields
  .map(
    ({ label, value }) =>
      `<tr class="questionRow"><td class="questionColumn" width="170" valign="top" style="font-family:Verdana,Arial;font-size:12px"><b>${escapeHtml(label)}</b></td><td class="valueColumn" style="font-family:Verdana,Arial;font-size:12px">${lines(value)}</td></tr>`,
  )
  .join('\n')}
</table></td></tr></table>`,
  charset: 'UTF-8',
  headers: [],
})

const shopify = (submission: Submission): FormMail => {
  const [day, time] = dayAndTime(submission.at)
  return {
    fromName: `${shop.name} (Shopify)`,
    fromAddress: 'mailer@shopify.example',
    subject: `New customer message on ${day} at ${time}`,
    plain: `You received a new message from your online store's contact form.\n\nCountry Code:\nDE\n\n${submission.fields
      .map(({ label, value }, index, all) => `${index === all.length - 1 ? 'Body' : label}:\n${value}\n`)
      .join('\n')}`,
    html: null,
    charset: 'UTF-8',
    headers: [],
  }
}

const plugins: Readonly<Record<string, (submission: Submission) => FormMail>> = {
  cf7: contactForm7,
  wpforms: wpForms,
  gravity: gravityForms,
  elementor,
  php: phpMail,
  formspree,
  netlify,
  squarespace,
  jotform,
  shopify,
}

/**
 * The mail that a form plugin sends for a submission, in that plugin's own layout.
 *
 * @throws Error for a plugin that is not known
 */
export const formMail = (plugin: string, submission: Submission): FormMail => {
  const make = plugins[plugin]
  if (!make) throw new Error(`No form plugin named ${plugin}`)
  return make(submission)
}
