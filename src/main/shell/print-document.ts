import type { PrintHeading } from '#shared/wash.ts'

/** The page that is printed where a mail is plain text, or has several HTML parts that must stay apart. */
export function printDocument(
  heading: PrintHeading,
  parts: readonly { readonly url: string; readonly heightPx: number }[],
  text: string,
): string {
  const lines = heading.lines.map(({ label, value }) => `<dt>${asText(label)}</dt><dd>${asText(value)}</dd>`)
  const body =
    parts.length === 0
      ? `<pre dir="auto">${asText(text)}</pre>`
      : parts
          .map(
            ({ url, heightPx }) =>
              `<iframe sandbox src="${asText(url)}" style="height:${heightPx}px"></iframe>`,
          )
          .join('')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${asText(heading.subject)}</title><style>${style}</style></head><body><h1 dir="auto">${asText(heading.subject)}</h1><dl>${lines.join('')}</dl>${body}</body></html>`
}

const style = `body { margin: 0; font: 13px/21px Inter, system-ui, sans-serif; color: #1c1b19; }
h1 { margin: 0 0 8px; font-size: 18px; line-height: 24px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 12px; margin: 0 0 16px; padding: 0 0 12px; border-bottom: 1px solid #d3cfc6; color: #5b5853; }
dt, dd { margin: 0; overflow-wrap: anywhere; }
dt { font-weight: 600; }
pre { margin: 0; font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
iframe { display: block; width: 100%; border: 0; }`

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function asText(text: string): string {
  return text.replace(/[&<>"]/g, char => entities[char] ?? char)
}
