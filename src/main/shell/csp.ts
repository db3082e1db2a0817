/** Content security policies: one for the screen, one for the washer, one for mail. Each holds alone (architecture.md). */

/** The screen: own scripts and styles, frames of the mail scheme only, no connections at all. */
export const screenPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'none'",
  'frame-src mail: preview:',
  "form-action 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

/** The screen under `npm run dev`: the bundler's client needs its own server and inline styles. */
export function developmentPolicy(origin: string): string {
  const socket = origin.replace(/^http/, 'ws')
  return `default-src 'none'; script-src 'self' 'unsafe-inline' ${origin}; style-src 'self' 'unsafe-inline' ${origin}; img-src 'self' data: blob: ${origin}; font-src 'self' ${origin}; connect-src ${origin} ${socket}; frame-src mail: preview:; form-action 'none'; base-uri 'none'`
}

/** The washer: its script, inline styles of the mail it measures, images of our own scheme, nothing else. */
export const washerPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'unsafe-inline'",
  'img-src data: mail:',
  "connect-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
].join('; ')

/** A page of ours that is printed: its own style, and frames of washed mail. */
export const printPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'frame-src mail:',
  "form-action 'none'",
  "base-uri 'none'",
].join('; ')

/** A mail: inline styles, images of this very mail, no scripts, forms, fonts or frames. */
export function mailPolicy(ownImages: string): string {
  return [
    "default-src 'none'",
    `img-src ${ownImages} data:`,
    "style-src 'unsafe-inline'",
    "font-src 'none'",
    "media-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    'sandbox allow-popups',
  ].join('; ')
}
