const unspaced =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]/
const eachUnspaced = new RegExp(unspaced.source, 'g')

/**
 * Text as the search tables take it.
 *
 * Scripts that are written without spaces get one around every character, so that each is a word of its own and a phrase
 * finds any part of a sentence; the query goes through the same function.
 */
export function toSearchText(text: string): string {
  return unspaced.test(text) ? text.replace(eachUnspaced, ' $& ') : text
}
