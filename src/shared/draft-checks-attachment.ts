/** Words by which people announce a file, by language; `…` at the end stands for any ending. */
const announcing = [
  // English, German, Dutch
  ...['attached', 'attachment', 'attachments', 'attaching', 'i attach', 'enclosed', 'enclosing'],
  ...[
    'im anhang',
    'anhang',
    'anhänge',
    'angehängt…',
    'anbei',
    'beigefügt…',
    'beiliegend…',
    'in der anlage',
    'als anlage',
  ],
  ...['bijlage', 'bijlagen', 'bijgevoegd…', 'bijgesloten'],
  // French, Italian, Spanish, Catalan, Portuguese, Romanian
  ...[
    'pièce jointe',
    'pièces jointes',
    'piece jointe',
    'pieces jointes',
    'ci-joint…',
    'ci joint…',
    'en annexe',
    'je joins',
    'je vous joins',
  ],
  ...['allegato', 'allegati', 'allegata', 'allegate', 'allego', 'in allegato'],
  ...['adjunto', 'adjunta', 'adjuntos', 'adjuntas', 'adjunt', 'archivo adjunto'],
  ...['em anexo', 'anexo', 'anexos', 'anexado…', 'anexada…', 'segue anexo', 'atașat…', 'atasat…', 'ataşat…'],
  // Swedish, Danish, Norwegian, Finnish, Icelandic
  ...[
    'bifogad',
    'bifogade',
    'bifogar',
    'bifogat',
    'bilaga',
    'bilagor',
    'vedhæftet',
    'vedhæftede',
    'vedhæfter',
  ],
  ...[
    'vedlagt',
    'vedlagte',
    'vedlegg',
    'vedlegger',
    'liitteenä',
    'liite',
    'liitteet',
    'ohessa',
    'meðfylgjandi',
  ],
  // Polish, Czech, Slovak, Hungarian, Croatian, Slovene, Baltic
  ...[
    'załącznik…',
    'załączam',
    'w załączeniu',
    'załączon…',
    'v příloze',
    'příloha',
    'přílohy',
    'přikládám',
    'přiložen…',
  ],
  ...[
    'v prílohe',
    'príloha',
    'prikladám',
    'priložen…',
    'csatolva',
    'csatolt…',
    'csatolom',
    'melléklet…',
    'mellékelve',
  ],
  ...[
    'u privitku',
    'privitak',
    'v priponki',
    'priponka',
    'pridedu',
    'priedas',
    'priede',
    'pielikumā',
    'manuses',
  ],
  // Cyrillic, Greek, Turkish, Vietnamese, Indonesian
  ...[
    'во вложении',
    'вложение',
    'вложения',
    'прилагаю',
    'прикрепляю',
    'прикреплен…',
    'прикреплён…',
    'у вкладенні',
  ],
  ...[
    'додаю файл',
    'прикачен…',
    'συνημμέν…',
    'επισυνάπτ…',
    'ekte',
    "ek'te",
    'ektedir',
    'ekteki',
    'ekliyorum',
    'iliştirdim',
  ],
  ...['đính kèm', 'tệp đính kèm', 'terlampir', 'lampiran'],
  // Hebrew, Arabic, Persian
  ...[
    'מצורף',
    'מצורפת',
    'מצורפים',
    'מצ"ב',
    'מרפק',
    'مرفق',
    'المرفق',
    'مرفقات',
    'المرفقات',
    'مرفقة',
    'پیوست',
    'ضمیمه',
  ],
]

/** Scripts that put no space between words. */
const unspaced = ['附件', '附上', '随附', '隨附', '附檔', '添付', '첨부', 'แนบ']

const pattern = new RegExp(
  `(?<![\\p{L}\\p{M}\\p{N}])(?:${announcing.map(source).join('|')})(?![\\p{L}\\p{M}\\p{N}])|${unspaced.join('|')}`,
  'iu',
)

/** No writer says it later than this; longer texts are pasted. */
const looked = 50_000

/** The word of a text that announces a file, as it was written; null where none does. */
export function attachmentWord(text: string): string | null {
  return pattern.exec(text.slice(0, looked).normalize('NFC'))?.[0] ?? null
}

function source(word: string): string {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s{1,3}')
  return escaped.endsWith('…') ? `${escaped.slice(0, -1)}\\p{L}{0,12}` : escaped
}
