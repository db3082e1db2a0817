/**
 * What an element says about the lines in it, by the names that mail programs give.
 *
 * `quoted`: somebody else's words · `perhaps`: a blockquote that may as well be the writer's own · `from-here`: all that
 * follows is the earlier mail · `signature`.
 */
export type QuoteMark = 'quoted' | 'perhaps' | 'from-here' | 'signature'

/** Marked elements of one mail. */
export type QuoteMarks = Map<Element, QuoteMark>

const quotedClasses =
  /(?:^|\s)(?:yahoo_quoted|zmail_extra|moz-cite-prefix|gmail_attr|tutanota_quote|front-blockquote|WordSection1-quote)(?:\s|$)/
const quotedBlockquoteClasses = /(?:^|\s)(?:gmail_quote|protonmail_quote|crm-quote|moz-quote)(?:\s|$)/
/** Outlook of the desktop and the web, Outlook for Mac, the new Outlook, Windows Mail. */
const fromHereIds =
  /^(?:x_)*(?:divRplyFwdMsg|appendonsend|OLK_SRC_BODY_SECTION|replySplit|mail-editor-reference-message-container)$/
const signatureClasses = /(?:^|\s)(?:gmail_signature|moz-signature|protonmail_signature_block)(?:\s|$)/
const signatureIds = /^(?:x_)*(?:Signature|ms-outlook-mobile-signature|divtagdefaultwrapper-signature)$/i
const forwarded = /forwarded message|weitergeleitete|message transféré|mensaje reenviado|doorgestuurd/i

/** Reads an element's mark before washing takes its id and name away; null for most. */
export function quoteMarkOf(element: Element): QuoteMark | null {
  const { id, tagName } = element
  const classes = element.getAttribute('class') ?? ''
  if (id !== '' && fromHereIds.test(id)) return 'from-here'
  if (signatureClasses.test(classes) || (id !== '' && signatureIds.test(id))) return 'signature'
  if (tagName === 'BLOCKQUOTE') {
    const cite = element.getAttribute('type')?.toLowerCase() === 'cite'
    return cite || quotedBlockquoteClasses.test(classes) || quotedClasses.test(classes) ? 'quoted' : 'perhaps'
  }
  if (quotedClasses.test(classes) || element.getAttribute('name') === 'quote') {
    // The words above a forwarded mail are not a quote: what follows them is what was sent.
    const intro = /gmail_attr|moz-cite-prefix/.test(classes)
    return intro && forwarded.test(element.textContent ?? '') ? null : 'quoted'
  }
  return null
}
