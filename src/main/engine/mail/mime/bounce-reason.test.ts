import { describe, expect, it } from 'vitest'
import { bounceReason } from './bounce-reason.ts'

describe('why a delivery failed', () => {
  it.each([
    ['550 5.1.1 <kim@shop.example>: user unknown', 'no-such-address'],
    ['550 unknown user', 'no-such-address'],
    ['550 5.4.1 Recipient address rejected: Access denied', 'no-such-address'],
    ['Host or domain name not found. Name service error for name=shop.example', 'no-such-domain'],
    ['556 5.1.10 <kim@shop.example>: Recipient address has null MX', 'no-such-domain'],
    ['552 5.2.2 mailbox full', 'mailbox-full'],
    ['the account is over the quota', 'mailbox-full'],
    ['552 5.3.4 Message size exceeds fixed maximum message size', 'too-large'],
    ['550 5.7.1 this message looks like spam', 'looks-like-spam'],
    ['554 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org', 'blocked'],
    ['550 5.7.1 Relaying denied', 'policy'],
    ['550 5.7.26 Unauthenticated email is not accepted due to domain DMARC policy', 'authentication'],
    ['550 5.2.1 The email account that you tried to reach is disabled', 'disabled'],
    ['421 4.4.1 Connection timed out', 'server-unreachable'],
    ['550 5.4.316 Message expired, connection refused', 'server-unreachable'],
    ['450 4.2.1 The user is receiving mail at a rate that prevents more', 'too-many'],
    ['552 5.7.0 This message was blocked because its content presents a potential issue', 'content-rejected'],
    ['554 5.4.6 Too many hops', 'loop'],
    ['Das Postfach des Empfängers ist voll', 'mailbox-full'],
    ['L’adresse n’existe pas', 'no-such-address'],
    ['La casella del destinatario è piena', 'mailbox-full'],
    ['Такой пользователь не существует', 'no-such-address'],
    ['宛先不明', 'no-such-address'],
    ['收件人邮件地址不存在', 'no-such-address'],
  ])('%j means %s', (words, reason) => {
    expect(bounceReason(words, null)).toBe(reason)
  })

  it('is told by the words where the code is one that servers give for anything', () => {
    expect(bounceReason('550 mailbox full', '5.7.1')).toBe('mailbox-full')
    expect(bounceReason('rejected', '5.1.1')).toBe('no-such-address')
    expect(bounceReason('', '5.2.2')).toBe('mailbox-full')
    expect(bounceReason('', '4.0.0')).toBe('server-unreachable')
  })

  it('is not told by addresses, hosts and links', () => {
    const words = '550 <mailbox-full@shop.example> spam.example.com https://x.example/reason/#user-unknown'
    expect(bounceReason(words, null)).toBeNull()
    expect(bounceReason('550 5.1.1 unknown user at 192.0.2.1', null)).toBe('no-such-address')
  })

  it('is nothing where nothing is said', () => {
    expect(bounceReason('', null)).toBeNull()
    expect(bounceReason('Sorry.', '5.0.0')).toBeNull()
  })
})
