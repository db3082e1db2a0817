import { parsePeople } from './script.ts'

/** Whose mailbox the demo is. */
export const shop = {
  name: 'Lindenhof Workshop',
  address: 'hello@lindenhof.example',
  supportName: 'Lindenhof Support',
  supportAddress: 'support@lindenhof.example',
  domain: 'lindenhof.example',
} as const

/** Who answers there, by the key that the scripts use. */
export const staff = parsePeople(`
marta: Marta Lindner <hello@lindenhof.example>; thunderbird; sig=Marta Lindner / Lindenhof Workshop · Mühlgasse 12 · 79312 Lindenhof / www.lindenhof.example
jonas: Jonas Weber <hello@lindenhof.example>; thunderbird; sig=Jonas Weber / Orders & delivery · Lindenhof Workshop / www.lindenhof.example
aylin: Aylin Demir <hello@lindenhof.example>; thunderbird; sig=Aylin Demir / Workshop manager · Lindenhof Workshop / www.lindenhof.example
help: Jonas · Lindenhof Support <support@lindenhof.example>; thunderbird; sig=Jonas / Lindenhof Support
`)
