/** How a list can be left (RFC 2369 §3.2, RFC 8058): always after a click, never by itself. */
export type Unsubscribe =
  /** One POST to an https address (RFC 8058); the engine reads the address from the mail again. */
  | { readonly kind: 'one-click'; readonly url: string; readonly host: string }
  /** A page to be opened in the browser. */
  | { readonly kind: 'page'; readonly url: string; readonly host: string }
  /** An email to be written by the user; `subject` as the list wants it, null where it names none. */
  | { readonly kind: 'mail'; readonly address: string; readonly subject: string | null }
