import { describe, expect, it } from 'vitest'
import { parseMessage } from './parse.ts'

function report(mail: string) {
  const raw = Buffer.from(mail.replaceAll('\n', '\r\n'))
  return parseMessage(raw, { sizeBytes: raw.length }).report
}

const bounce = (
  body: string,
  { from = 'MAILER-DAEMON@mx.example', subject = 'failure notice', more = '' } = {},
) =>
  report(
    `Return-Path: <>\nFrom: ${from}\nTo: me@own.example\nSubject: ${subject}\n${more}Content-Type: text/plain; charset=utf-8\n\n${body}`,
  )
const copy =
  'Message-ID: <sent@own.example>\nFrom: me@own.example\nTo: kim@shop.example\nSubject: Your order\n\nHello Kim'

describe('a report in words', () => {
  it.each([
    [
      'qmail',
      `Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<kim@shop.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\n${copy}`,
      ['no-such-address', '5.1.1', 'Sorry, no mailbox here by that name. (#5.1.1)'],
    ],
    [
      'Exim',
      `This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. The following address(es) failed:\n\n  kim@shop.example\n    host mx.shop.example [192.0.2.1]\n    SMTP error from remote mail server after RCPT TO:<kim@shop.example>:\n    552 5.2.2 mailbox is full\n\n------ This is a copy of the message, including all the headers. ------\n\n${copy}`,
      ['mailbox-full', '5.2.2', '552 5.2.2 mailbox is full'],
    ],
    [
      'Sendmail',
      `The original message was received at Thu, 1 Oct 2026 10:00:00 +0200\nfrom localhost\n\n   ----- The following addresses had permanent fatal errors -----\n<kim@shop.example>\n\n   ----- Transcript of session follows -----\n... while talking to mx.shop.example.:\n>>> DATA\n<<< 552 5.3.4 Message size exceeds fixed maximum message size\n\n   ----- Original message follows -----\n\n${copy}`,
      ['too-large', '5.3.4', '<<< 552 5.3.4 Message size exceeds fixed maximum message size'],
    ],
    [
      'Exchange',
      `Your message\n\n  To:      kim@shop.example\n  Subject: Your order\n\ndid not reach the following recipient(s):\n\nkim@shop.example on Thu, 1 Oct 2026 10:00:00 +0200\n    The recipient name is not recognized\n\n-----Original Message-----\n${copy}`,
      ['no-such-address', null, 'The recipient name is not recognized'],
    ],
    [
      'a German mailer',
      `Ihre Nachricht konnte nicht zugestellt werden an:\n\nkim@shop.example\n\nDas Postfach des Empfängers ist voll.\n\n--- Ursprüngliche Nachricht ---\n${copy}`,
      ['mailbox-full', null, 'Das Postfach des Empfängers ist voll.'],
    ],
    [
      'a Japanese mailer',
      `以下のメールアドレスへの送信に失敗しました。\nkim@shop.example\n宛先不明のためお届けできませんでした。\n-------original message\n${copy}`,
      ['no-such-address', null, '宛先不明のためお届けできませんでした。'],
    ],
  ])('of %s tells recipient, reason and the mail that failed', (_, body, [reason, status, diagnostic]) => {
    expect(bounce(body)).toEqual({
      kind: 'failed',
      originalMessageId: 'sent@own.example',
      originalSubject: 'Your order',
      recipients: [{ address: 'kim@shop.example', sentTo: null, reason, status, diagnostic }],
    })
  })

  it('keeps several recipients and their reasons apart', () => {
    const read = bounce(
      '<kim@shop.example>:\n550 5.1.1 user unknown\n\n<lee@shop.example>:\n552 5.2.2 over quota\n\n--- Below this line is a copy of the message.\n\nSubject: x',
    )
    expect(read?.recipients.map(({ address, reason }) => [address, reason])).toEqual([
      ['kim@shop.example', 'no-such-address'],
      ['lee@shop.example', 'mailbox-full'],
    ])
  })

  it('believes X-Failed-Recipients', () => {
    const read = bounce('Your message could not be delivered.\nSMTP error: 550 5.7.1 rejected as spam', {
      more: 'X-Failed-Recipients: kim@shop.example\n',
    })
    expect(read?.recipients).toMatchObject([{ address: 'kim@shop.example', reason: 'looks-like-spam' }])
  })

  it('is a delay where the mailer still tries', () => {
    const read = bounce(
      'This is a warning only. You do not need to resend your message.\n\nDelivery to the following recipient has been delayed:\n\n  kim@shop.example\n\nMessage will be retried for 2 more days',
      { subject: 'Delivery Status Notification (Delay)' },
    )
    expect(read).toMatchObject({ kind: 'delayed', recipients: [{ address: 'kim@shop.example' }] })
  })

  it('takes no words of the returned mail for words of a server', () => {
    const read = bounce(
      '<kim@shop.example>:\nSorry.\n\n--- Below this line is a copy of the message.\n\nSubject: x\n\n<lee@shop.example>:\n552 5.2.2 mailbox full',
    )
    expect(read?.recipients).toMatchObject([{ address: 'kim@shop.example', reason: 'unknown' }])
    expect(read?.recipients).toHaveLength(1)
  })
})

const status = (fields: string, type = 'report-type=delivery-status') =>
  report(
    `From: Mail <postmaster@mx.example>\nTo: me@own.example\nSubject: Notification\nContent-Type: multipart/report; ${type}; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee below.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n${fields}\n--b\nContent-Type: message/rfc822\n\n${copy}\n--b--\n`,
  )

describe('a delivery status (RFC 3464)', () => {
  it('tells the recipient, and the address as it was written where mail was passed on', () => {
    const read = status(
      'Original-Recipient: rfc822; kim@shop.example\nFinal-Recipient: rfc822; k.lee@elsewhere.example\nAction: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 mailbox full',
    )
    expect(read).toEqual({
      kind: 'failed',
      originalMessageId: 'sent@own.example',
      originalSubject: 'Your order',
      recipients: [
        {
          address: 'k.lee@elsewhere.example',
          sentTo: 'kim@shop.example',
          reason: 'mailbox-full',
          status: '5.2.2',
          diagnostic: '552 mailbox full',
        },
      ],
    })
  })

  it('of mail that arrived is no bounce', () => {
    expect(status('Final-Recipient: rfc822; kim@shop.example\nAction: delivered\nStatus: 2.0.0')).toBeNull()
    expect(status('Final-Recipient: rfc822; kim@shop.example\nAction: relayed\nStatus: 2.0.0')).toBeNull()
  })

  it('of mail that is late is a delay', () => {
    expect(status('Final-Recipient: rfc822; kim@shop.example\nAction: delayed\nStatus: 4.4.1')).toMatchObject(
      {
        kind: 'delayed',
        recipients: [{ reason: 'server-unreachable' }],
      },
    )
  })

  it('names at most 100 recipients', () => {
    const groups = Array.from(
      { length: 500 },
      (_, at) => `Final-Recipient: rfc822; k${at}@shop.example\nAction: failed\nStatus: 5.1.1\n`,
    )
    expect(status(groups.join('\n'))?.recipients).toHaveLength(100)
  })
})

describe('a report that names a recipient without a domain', () => {
  it('means somebody where it comes from', () => {
    const read = bounce('Your mail to the following recipients could not be delivered:\n\n\tkimlee\n', {
      from: 'MAILER-DAEMON@shop.example',
    })
    expect(read?.recipients).toMatchObject([{ address: 'kimlee@shop.example' }])
  })

  it('means the one whom the mail was sent to, where there is one', () => {
    expect(status('Final-Recipient: rfc822; kimlee\nAction: failed\nStatus: 5.1.1')).toMatchObject({
      recipients: [{ address: 'kim@shop.example', reason: 'no-such-address' }],
    })
  })
})

describe('no bounce', () => {
  const person = 'From: Kim <kim@shop.example>\nTo: me@own.example\n'
  it.each([
    [
      'a customer whose parcel failed',
      `${person}Subject: Delivery failed\n\nMy parcel could not be delivered to my address.\nPlease write to kim@shop.example.`,
    ],
    [
      'a courier',
      'From: noreply@courier.example\nTo: me@own.example\nAuto-Submitted: auto-generated\nSubject: Delivery failed: we could not deliver your parcel\n\nUnable to deliver parcel 550 to kim@shop.example today.',
    ],
    [
      'an answer to a bounce',
      `${person}Subject: Re: Undelivered Mail Returned to Sender\n\nWhat does this mean?\n\n> <kim@shop.example>: 550 5.1.1 user unknown`,
    ],
    [
      'a bounce that a person passes on',
      `${person}Subject: Fwd: Undelivered Mail Returned to Sender\n\n<lee@shop.example>: 550 5.1.1 user unknown\n\n--- Below this line is a copy of the message.\n\n${copy}`,
    ],
    [
      'a delivery status that a person copied into a mail',
      `${person}Subject: What is this?\n\nFinal-Recipient: rfc822; lee@shop.example\nAction: failed\nStatus: 5.1.1`,
    ],
    [
      'a question about a bounce',
      `${person}Subject: Question\n\nWhen I write to lee@shop.example I get: 550 5.1.1 user unknown. Message could not be delivered.`,
    ],
    [
      'a courier whose mail must not be answered',
      'Return-Path: <>\nFrom: Courier <noreply@courier.example>\nTo: me@own.example\nSubject: Delivery failed\n\nWe were unable to deliver your parcel to kim@shop.example.',
    ],
    [
      'a vacation notice',
      'Return-Path: <>\nFrom: Kim <kim@shop.example>\nAuto-Submitted: auto-replied\nSubject: Out of office: Your order\n\nI am away. Mail to kim@shop.example is not read and can not be delivered to a colleague.',
    ],
    [
      'an automatic thank-you',
      'Return-Path: <>\nFrom: Kim <kim@shop.example>\nSubject: Thank you for your message\n\nWe will answer soon. Write to help@shop.example if you have problems.',
    ],
    [
      'a note of a list',
      'Return-Path: <list-bounces@lists.example>\nFrom: list-owner@lists.example\nSubject: Your message to list awaits moderator approval\n\nYour mail is being held until a moderator can review it.',
    ],
    [
      'a newsletter about mail',
      `${person}List-Id: <news.shop.example>\nSubject: Undeliverable mail: 550 ways to fix it\n\nIf a message could not be delivered, ask support@shop.example for help.`,
    ],
    [
      'a read receipt',
      `${person}Subject: Read: Your order\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n--b\n\nYour message was read.\n--b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; kim@shop.example\nDisposition: manual-action/MDN-sent-manually; displayed\n--b--`,
    ],
    [
      'a complaint',
      'From: fbl@provider.example\nSubject: complaint\nContent-Type: multipart/report; report-type=feedback-report; boundary=b\n\n--b\n\nThis is an abuse report.\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n--b\nContent-Type: message/rfc822\n\nSubject: x\n\n--b--',
    ],
    [
      'a receipt of a mailer',
      'Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nSubject: Return receipt\n\nYour message was successfully delivered to the following recipients:\n\nkim@shop.example',
    ],
  ])('is %s', (_, mail) => {
    expect(report(mail)).toBeNull()
  })
})
