/** Attachments: what they are, what can be done with them, and what they hold. */
export const enAttachments = {} as const
