/** Muted grounds for white letters; each reaches 4.5 : 1 against white. */
export const avatarColors = [
  '#3b6a8f',
  '#8a5a44',
  '#5a7038',
  '#7a4f80',
  '#8f6a1d',
  '#3d7d73',
  '#a04a5a',
  '#4d5a8f',
  '#6b5b4a',
  '#3f6f5c',
] as const

/** The same ground for the same person, on every screen and after every start. */
export function avatarColorOf(seed: string): string {
  let hash = 2166136261
  for (let at = 0; at < seed.length; at += 1) hash = Math.imul(hash ^ seed.charCodeAt(at), 16777619)
  return avatarColors[(hash >>> 0) % avatarColors.length] ?? avatarColors[0]
}
