import { describe, expect, it } from 'vitest'
import type { DraftContent } from './draft.ts'
import { checkDraft, type DraftToCheck } from './draft-checks.ts'
import { attachmentWord } from './draft-checks-attachment.ts'

const people = (...addresses: readonly string[]) => addresses.map(address => ({ name: '', address }))
const content = (change: Partial<DraftContent> = {}): DraftContent => ({
  identityId: 'anna',
  to: people('bo@customer.example'),
  cc: [],
  bcc: [],
  subject: 'Re: Order',
  html: '',
  text: 'Thank you.',
  plain: true,
  ...change,
})
const check = (change: Partial<DraftContent>, rest: Partial<DraftToCheck> = {}) =>
  checkDraft({
    kind: 'reply',
    content: content(change),
    attachments: [],
    known: ['bo@customer.example', 'anna@lund.example'],
    limitBytes: null,
    ...rest,
  })

describe('what speaks against sending', () => {
  it('is nothing as a rule', () => expect(check({})).toEqual([]))

  it('is nobody to send it to, or no address', () => {
    expect(check({ to: [] })).toEqual([{ kind: 'no-recipient' }])
    expect(check({ cc: people('half@', 'bo@customer.example') })).toEqual([
      { kind: 'bad-address', address: 'half@' },
    ])
  })

  it('is no subject, no words', () => {
    expect(check({ subject: ' ' })).toEqual([{ kind: 'no-subject' }])
    expect(check({ text: '\n \n' })).toEqual([{ kind: 'empty' }])
    expect(check({ text: '\n\nOn 3 May 2026, Bo wrote:\n> Hello\n' })).toEqual([{ kind: 'empty' }])
    expect(check({ text: '' }, { attachments: [{ sizeBytes: 1 }] })).toEqual([])
    expect(check({ text: '' }, { kind: 'forward' })).toEqual([])
  })

  it('is a file that is announced and not there', () => {
    const missing = [{ kind: 'attachment-missing', word: 'attached' }]
    expect(check({ text: 'See the attached invoice.' })).toEqual(missing)
    expect(check({ text: 'See the attached invoice.' }, { attachments: [{ sizeBytes: 1 }] })).toEqual([])
    expect(check({ text: 'Thanks.\n\nOn 3 May 2026, Bo wrote:\n> I attached it.\n' })).toEqual([])
    expect(check({ text: 'Thanks.\n\nOn 3 May 2026, Bo wrote:\nI attached it.\n' })).toEqual([])
    expect(check({ text: 'Thanks.\n-- \nAttachments are scanned.' })).toEqual([])
    expect(check({ subject: 'Invoice attached' })).toEqual(missing)
  })

  it('is an address that nobody reads', () => {
    expect(check({ to: people('no-reply@customer.example') })).toEqual([
      { kind: 'no-reply-address', address: 'no-reply@customer.example' },
    ])
  })

  it('is somebody the conversation has nothing to do with', () => {
    const strange = (address: string, known?: readonly string[]) =>
      check({ cc: people(address) }, known === undefined ? {} : { known }).some(
        warning => warning.kind === 'unusual-recipient' && warning.address === address,
      )
    expect(strange('cy@elsewhere.example')).toBe(true)
    expect(strange('cy@customer.example')).toBe(false)
    expect(strange('cy@mail.customer.example')).toBe(false)
    expect(strange('cy@lund.example')).toBe(false)
    expect(strange('BO@Customer.example')).toBe(false)
    expect(strange('cy@customer.example.evil.test')).toBe(true)
    expect(strange('stranger@gmail.com', ['friend@gmail.com'])).toBe(true)
    expect(strange('friend@gmail.com', ['Friend@gmail.com'])).toBe(false)
    expect(strange('cy@elsewhere.example', [])).toBe(false)
    for (const kind of ['new', 'forward'] as const)
      expect(check({ cc: people('cy@elsewhere.example') }, { kind })).toEqual([])
  })

  it('is more than the server takes, counted as it travels', () => {
    const files = { attachments: [{ sizeBytes: 8_000_000 }, { sizeBytes: 2_000_000 }] }
    expect(check({}, { ...files, limitBytes: 14_000_000 })).toEqual([])
    expect(check({}, { ...files, limitBytes: 13_500_000 })).toMatchObject([
      { kind: 'too-large', limitBytes: 13_500_000 },
    ])
  })
})

describe('a word that announces a file', () => {
  it.each([
    ['Please find attached our offer.', 'attached'],
    ['I ATTACH the form', 'I ATTACH'],
    ['Die Rechnung finden Sie im Anhang.', 'im Anhang'],
    ['Anbei das Formular', 'Anbei'],
    ['die beigefügte Datei', 'beigefügte'],
    ['Vous trouverez ci-joint le devis', 'ci-joint'],
    ['la pie\u0300ce jointe', 'pièce jointe'],
    ['Le adjunto la factura', 'adjunto'],
    ['segue em anexo', 'em anexo'],
    ['in allegato la fattura', 'in allegato'],
    ['zie de bijlage', 'bijlage'],
    ['Jag bifogar fakturan', 'bifogar'],
    ['vedhæftet er fakturaen', 'vedhæftet'],
    ['Liitteenä lasku', 'Liitteenä'],
    ['w załączniku faktura', 'załączniku'],
    ['V příloze posílám', 'V příloze'],
    ['csatolva küldöm', 'csatolva'],
    ['Счёт во вложении', 'во вложении'],
    ['Το συνημμένο αρχείο', 'συνημμένο'],
    ['Fatura ektedir', 'ektedir'],
    ['请查看附件', '附件'],
    ['添付ファイルをご覧ください', '添付'],
    ['첨부 파일', '첨부'],
    ['מצורף הקובץ', 'מצורף'],
    ['الملف مرفق', 'مرفق'],
  ])('%s', (text, word) => expect(attachmentWord(text)).toBe(word))

  it.each(['Thank you', 'unattached', 'She joins us on Monday', 'Anhangerkupplung', 'reattachedness', ''])(
    'none: %s',
    text => expect(attachmentWord(text)).toBeNull(),
  )

  it('is looked for in time that grows with the text', () => {
    const started = performance.now()
    for (const piece of ['attache ', 'i   ', 'pièce   ', 'a', '附']) attachmentWord(piece.repeat(100_000))
    expect(performance.now() - started).toBeLessThan(3_000)
  })
})
