/** Who really sent an email, what bounced, and how to leave a list. */
export const enTrust = {} as const
