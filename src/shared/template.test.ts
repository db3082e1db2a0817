import { describe, expect, it } from 'vitest'
import { fillTemplate, templateValues, templateVariables } from './template.ts'

const values = templateValues({
  contact: { name: 'Ada  Lund', address: 'ada@lund.example' },
  me: { name: 'Berg, Bo', address: 'bo@shop.example' },
  subject: ' Order 7 ',
})

describe('a template', () => {
  it.each([
    ['<div>Hi {{contact.firstName}},</div>', '<div>Hi Ada,</div>'],
    ['{{ contact.lastName }}/{{contact.name}}/{{contact.email}}', 'Lund/Ada Lund/ada@lund.example'],
    [
      '{{me.firstName}} ({{me.name}}, {{me.email}}) on {{subject}}',
      'Bo (Bo Berg, bo@shop.example) on Order 7',
    ],
    [
      '{ {contact.name}} {{}} {{contact name}} {contact.name}',
      '{ {contact.name}} {{}} {{contact name}} {contact.name}',
    ],
  ])('%s', (html, filled) => expect(fillTemplate(html, values)).toEqual({ html: filled, unfilled: [] }))

  it('keeps and names what it can not fill', () => {
    expect(
      fillTemplate('{{contact.age}} {{contact.firstName}} {{contact.age}} {{constructor}}', values),
    ).toEqual({
      html: '{{contact.age}} Ada {{contact.age}} {{constructor}}',
      unfilled: ['contact.age', 'constructor'],
    })
    const nobody = templateValues({ contact: null, me: null, subject: '' })
    const all = templateVariables.map(name => `{{${name}}}`).join(' ')
    expect(fillTemplate(all, nobody)).toEqual({ html: all, unfilled: [...templateVariables] })
  })

  it('takes values as words, never as markup or as variables', () => {
    const evil = templateValues({
      contact: { name: '<img src=x>{{me.email}} $& "x"', address: 'a@b.example' },
      me: null,
      subject: '',
    })
    expect(fillTemplate('{{contact.name}}', evil).html).toBe(
      '&lt;img src=x&gt;{{me.email}} $&amp; &quot;x&quot;',
    )
  })

  it.each([
    ['Ada', 'Ada', ''],
    ['Ada Maria Lund', 'Ada', 'Lund'],
    ['Lund, Ada Maria', 'Ada', 'Lund'],
    ['Lund,', 'Lund', ''],
    ['ada@lund.example', '', ''],
    ['', '', ''],
  ])('reads the name %j', (name, first, last) => {
    const about = templateValues({ contact: { name, address: 'a@b.example' }, me: null, subject: '' })
    expect([about['contact.firstName'], about['contact.lastName']]).toEqual([first, last])
  })
})
