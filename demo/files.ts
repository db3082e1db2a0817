import type { FileContent } from './letter.ts'

/** Files named by `kind:Name.ext`, several with commas between; nothing for an empty text. */
export const makeFiles = (names: string, seed: string): readonly FileContent[] => {
  if (names === '') return []
  return names.split(',').map(name => ({
    name: name.trim(),
    type: 'application/octet-stream',
    bytes: Buffer.from(`${seed}\n`),
  }))
}
