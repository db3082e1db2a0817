/** What a mail is drawn on: the light or dark surface of its card, or light paper within a dark card. */
export type Paper = 'light' | 'dark' | 'paper'

/** The style every mail starts from; the mail's own rules come after it. */
export function baseStyle(paper: Paper): string {
  const dark = paper === 'dark'
  const ink = dark ? '#eceae4' : '#1c1b19'
  const link = dark ? '#6fd0bd' : '#0a5a4e'
  const quote = dark ? '#3b3c38' : '#d3cfc6'
  const sheet =
    paper === 'paper'
      ? 'html { background: #fff; } body { padding: 12px; }'
      : 'html { background: transparent; }'
  return `
:root { color-scheme: ${dark ? 'dark' : 'light'}; }
body { margin: 0; padding: 1px 0; color: ${ink}; font: 13px/1.6 Inter, system-ui, sans-serif; overflow-wrap: anywhere; }
${sheet}
a { color: ${link}; }
img { max-width: 100%; height: auto; }
pre { white-space: pre-wrap; }
table { max-width: 100%; }
blockquote { margin: 8px 0 8px 4px; padding-left: 12px; border-left: 2px solid ${quote}; }
`
}
