import { describe, expect, it } from 'vitest'
import { parseMailto } from './mailto.ts'

const nothing = { to: [], cc: [], bcc: [], subject: '', body: '', inReplyTo: null }

describe('R-33: what a mailto address may prefill', () => {
  it.each([
    ['mailto:ada@lund.example', { to: ['ada@lund.example'] }],
    ['MAILTO:ada@lund.example', { to: ['ada@lund.example'] }],
    ['mailto:ada@lund.example,bo@lund.example', { to: ['ada@lund.example', 'bo@lund.example'] }],
    ['mailto:?to=ada@lund.example&TO=bo@lund.example', { to: ['ada@lund.example', 'bo@lund.example'] }],
    ['mailto:ada@lund.example?cc=bo@lund.example', { to: ['ada@lund.example'], cc: ['bo@lund.example'] }],
    ['mailto:ada@lund.example?bcc=bo@lund.example', { to: ['ada@lund.example'], bcc: ['bo@lund.example'] }],
    ['mailto:a%2Cb@lund.example', { to: [] }],
    ['mailto:%22a%2Cb%22@lund.example', { to: ['"a,b"@lund.example'] }],
    ['mailto:Ada%20%3Cada@lund.example%3E', { to: ['ada@lund.example'] }],
    ['mailto:ada+x@lund.example', { to: ['ada+x@lund.example'] }],
    ['mailto:ada@lund.example?subject=a+b', { to: ['ada@lund.example'], subject: 'a+b' }],
    ['mailto:?subject=caf%C3%A9', { subject: 'café' }],
    ['mailto:?Subject=Tilbud%3F&Body=Hej%0D%0Adu', { subject: 'Tilbud?', body: 'Hej\ndu' }],
    ['mailto:?body=one&body=two', { body: 'one\ntwo' }],
    ['mailto:?body=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E', { body: '<img src=x onerror=alert(1)>' }],
    ['mailto:?in-reply-to=%3C1.2%40lund.example%3E', { inReplyTo: '1.2@lund.example' }],
    ['mailto:?In-Reply-To=a%20b', { inReplyTo: null }],
    ['mailto:?subject=50%25%20off', { subject: '50% off' }],
    ['mailto:?subject=broken%E0%A4%Azz', { subject: 'broken%E0%A4%Azz' }],
    ['mailto:ada@lund.example#?bcc=x@y.example', { to: ['ada@lund.example'] }],
    ['mailto:?', {}],
  ])('%s', (address, expected) => {
    expect(parseMailto(address)).toEqual({ ...nothing, ...expected })
  })

  it.each([
    'attach=/etc/passwd',
    'attachment=/etc/passwd',
    'attachement=/etc/passwd',
    'ATTACH=/etc/passwd',
    'Attachment=file:///etc/passwd',
    '%61ttach=/etc/passwd',
    '%41TTACHMENT=~/.ssh/id_rsa',
    'file=/etc/passwd',
    'attach%00=/etc/passwd',
    'from=boss@lund.example',
    'From=boss@lund.example',
    'reply-to=evil@evil.example',
    'Reply-To=evil@evil.example',
    'sender=boss@lund.example',
    'return-receipt=x@evil.example',
    'x-anything=1',
    'content-type=text/html',
    'html-body=<b>x</b>',
    'references=%3Ca@b%3E',
    'force-plain-text=y',
    '=x',
    'attach',
  ])('%s is passed over', field => {
    expect(parseMailto(`mailto:?${field}`)).toEqual(nothing)
    expect(parseMailto(`mailto:ada@lund.example?subject=Hi&${field}&body=x`)).toEqual({
      ...nothing,
      to: ['ada@lund.example'],
      subject: 'Hi',
      body: 'x',
    })
  })

  it.each(['mailto:ada@lund.example;attach=/etc/passwd', 'mailto:?subject=Hi;attach=/etc/passwd'])(
    '%s attaches nothing',
    address => {
      expect(Object.keys(parseMailto(address) ?? {}).sort()).toEqual(Object.keys(nothing).sort())
      expect(parseMailto(address)?.to).toEqual([])
    },
  )

  it('lets no header begin within another', () => {
    const read = parseMailto(
      'mailto:ada@lund.example%0D%0ABcc:x@evil.example?subject=Hi%0D%0ABcc:%20x@evil.example%00%E2%80%AE&cc=a@b.example%0Abcc:c@d.example',
    )
    expect(read).toEqual({ ...nothing, subject: 'Hi Bcc: x@evil.example' })
  })

  it('takes no more than a person can look at', () => {
    const many = Array.from({ length: 500 }, (_, n) => `a${n}@lund.example`).join(',')
    expect(parseMailto(`mailto:${many}`)?.to).toHaveLength(100)
    expect(parseMailto(`mailto:?subject=${'x'.repeat(5_000)}`)?.subject).toHaveLength(998)
    expect(parseMailto(`mailto:?body=${'x'.repeat(500_000)}`)?.body.length).toBeLessThanOrEqual(100_000)
  })

  it.each(['https://lund.example/', 'javascript:mailto:a@b.example', 'mail:ada@lund.example', ''])(
    '%j is none',
    address => {
      expect(parseMailto(address)).toBeNull()
    },
  )
})
