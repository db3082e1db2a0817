/** The frame that shows designed mail, and its links. */
export const enFrame = {} as const
