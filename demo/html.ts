/** Text made safe for HTML. */
export const escapeHtml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

/** Escaped text whose web addresses are links. */
export const linkify = (text: string): string =>
  escapeHtml(text).replace(/https?:\/\/[^\s<>"]+[^\s<>".,)]/g, '<a href="$&">$&</a>')

/** Paragraphs of a text: runs of lines between empty lines. */
export const paragraphs = (text: string): readonly (readonly string[])[] =>
  text
    .trim()
    .split(/\n{2,}/)
    .map(paragraph => paragraph.split('\n'))
