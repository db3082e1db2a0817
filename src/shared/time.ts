/** The clock, handed in so that tests can set it. */
export type Clock = { readonly now: () => number }

/** The computer's clock, epoch ms UTC. */
export const systemClock: Clock = { now: () => Date.now() }

/** Lengths of time in ms. */
export const secondMs = 1_000
export const minuteMs = 60_000
export const hourMs = 3_600_000
export const dayMs = 86_400_000
