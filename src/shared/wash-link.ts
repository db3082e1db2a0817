/** A link of a washed mail whose text names a host or an address. */
export type WashedLink = {
  /** As the browser understands it: what main gets when it is clicked. */
  readonly href: string
  /** What readers see in its place, at most 300 characters. */
  readonly text: string
}
