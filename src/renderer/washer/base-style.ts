import type { MailPaper } from '#shared/wash.ts'
import { cssColour } from './colour.ts'

/** Names of what we add ourselves: the style sheet (so that washing twice doesn't add it twice), and places of images. */
export const parleyClasses = { base: 'parley-base', place: 'parley-image-place' } as const

/** The dark card that dark mail lies on (ui.md, surface). */
export const darkSurface = { r: 28 / 255, g: 29 / 255, b: 27 / 255 } as const
const darkInk = '#eceae4'

/** The style every mail starts from; the mail's own rules come after it. `zoom` fits a wide layout into its pane. */
export function baseStyle(paper: MailPaper, zoom = 1): string {
  const dark = paper === 'dark'
  const ink = dark ? darkInk : '#1c1b19'
  const link = dark ? '#6fd0bd' : '#0a5a4e'
  const quiet = dark ? '#3b3c38' : '#d3cfc6'
  const sheet =
    paper === 'sheet'
      ? 'html { background: #fff; } body { padding: 12px; }'
      : `html { background: ${dark ? cssColour(darkSurface) : 'transparent'}; }`
  return `
:root { color-scheme: ${dark ? 'dark' : 'light'}; }
html { height: auto !important; }
body { margin: 0; padding: 1px 0; height: auto !important; min-height: 0 !important; overflow: visible !important; color: ${ink}; font: 13px/21px Inter, system-ui, sans-serif; overflow-wrap: break-word; ${zoom === 1 ? '' : `zoom: ${zoom};`} }
${sheet}
p { margin: 0 0 9px; }
a { color: ${link}; }
img { max-width: 100%; height: auto; }
.${parleyClasses.place} { display: inline-block; box-sizing: border-box; max-width: 100%; min-width: 8px; min-height: 20px; padding: 1px 6px; border-radius: 6px; vertical-align: middle; background: ${dark ? '#2c2d2a' : '#f1efeb'}; color: ${dark ? '#a9a69e' : '#5b5853'}; font: 12px/18px Inter, system-ui, sans-serif; overflow: hidden; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; }
blockquote { margin: 8px 0 8px 4px; padding-left: 12px; border-left: 2px solid ${quiet}; }
hr { border: 0; border-top: 1px solid ${quiet}; }
`
}
