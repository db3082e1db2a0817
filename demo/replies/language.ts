import type { Language } from '../conversation.ts'

const scripts: readonly (readonly [Language, RegExp])[] = [
  ['ja', /[\u3040-\u30ff]/],
  ['zh', /[\u4e00-\u9fff]/],
  ['ar', /[\u0600-\u06ff]/],
  ['he', /[\u0590-\u05ff]/],
  ['ru', /[\u0400-\u04ff]/],
]

const commonWords: readonly (readonly [Language, RegExp])[] = [
  ['de', /\b(und|ich|ist|nicht|wir|sie|für|mit|bitte|danke|eine|das)\b/giu],
  ['fr', /\b(et|je|est|nous|vous|pour|avec|merci|une|les|bonjour|pas)\b/giu],
  ['es', /\b(y|el|los|nosotros|para|con|gracias|una|hola|por|muy|usted)\b/giu],
  ['it', /\b(e|il|sono|per|con|grazie|una|gli|buongiorno|non|che|della)\b/giu],
  ['nl', /\b(en|ik|het|wij|voor|met|bedankt|een|dag|niet|van|jullie)\b/giu],
  ['pl', /\b(i|jest|nie|dla|dziękuję|dzień|proszę|się|na|czy|mamy|lub)\b/giu],
  ['sv', /\b(och|jag|är|inte|vi|för|med|tack|en|det|hej|kan)\b/giu],
  ['pt', /\b(e|não|para|com|obrigado|obrigada|uma|os|bom|dia|que|muito)\b/giu],
  ['en', /\b(and|the|is|not|we|you|for|with|please|thank|your|will)\b/giu],
]

/** The language that a text is most likely written in: by its script, else by its commonest words. */
export const guessLanguage = (text: string): Language => {
  const byScript = scripts.find(([, letters]) => letters.test(text))
  if (byScript) return byScript[0]
  let best: readonly [language: Language, hits: number] = ['en', 0]
  for (const [language, words] of commonWords) {
    const hits = text.match(words)?.length ?? 0
    if (hits > best[1]) best = [language, hits]
  }
  return best[0]
}
