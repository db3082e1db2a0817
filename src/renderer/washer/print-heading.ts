import type { PrintHeading } from '#shared/wash.ts'

/** No rule of the mail may reach what we say about it: inline and important wins over any style sheet. */
const reset =
  'all: initial !important; display: block !important; color: #1c1b19 !important; font: 13px/20px Inter, system-ui, sans-serif !important; overflow-wrap: anywhere !important;'

/** Puts subject, sender, recipients and date above a mail that is to be printed. */
export function addPrintHeading(body: Element, heading: PrintHeading): void {
  const { ownerDocument } = body
  const block = (text: string, style: string) => {
    const element = ownerDocument.createElement('div')
    element.setAttribute('style', `${reset} ${style}`)
    element.setAttribute('dir', 'auto')
    element.textContent = text
    return element
  }
  const box = block(
    '',
    'margin: 0 0 16px !important; padding: 0 0 12px !important; border-bottom: 1px solid #d3cfc6 !important;',
  )
  box.append(
    block(
      heading.subject,
      'font-size: 18px !important; line-height: 24px !important; font-weight: 700 !important; margin: 0 0 8px !important;',
    ),
    ...heading.lines.map(({ label, value }) => block(`${label}: ${value}`, 'color: #5b5853 !important;')),
  )
  body.prepend(box)
}
