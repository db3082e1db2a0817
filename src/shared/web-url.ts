/** The parts of a parsed address that are looked at here (WHATWG URL standard). */
export type WebUrl = {
  readonly href: string
  readonly protocol: string
  username: string
  password: string
  /** With the port, where it isn't the usual one. */
  readonly host: string
  readonly hostname: string
  readonly pathname: string
  readonly search: string
  readonly hash: string
  readonly searchParams: { readonly get: (name: string) => string | null }
}

type UrlClass = {
  new (address: string): WebUrl
  readonly canParse: (address: string) => boolean
}

/** The parser that Node and browsers share; this folder's types know neither of them. */
const parser = (globalThis as unknown as { readonly URL: UrlClass }).URL

/** An absolute address as the browser would understand it, or null. */
export function parseUrl(address: string): WebUrl | null {
  return parser.canParse(address) ? new parser(address) : null
}
