/** Choices of the person who uses this computer, kept in the store's settings table. */
export type Settings = {
  readonly theme: 'system' | 'light' | 'dark'
  readonly density: 'comfortable' | 'compact'
  readonly listWidthPx: number
  /** Senders whose remote images load without asking (lower-case addresses). */
  readonly trustedImageSenders: readonly string[]
  /** Hosts, as links show them, that open without a question where nothing warns. */
  readonly trustedLinkHosts: readonly string[]
}

/** What holds until the user chooses otherwise. */
export const defaultSettings: Settings = {
  theme: 'system',
  density: 'comfortable',
  listWidthPx: 352,
  trustedImageSenders: [],
  trustedLinkHosts: [],
}
