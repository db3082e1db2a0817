import type { Discovery, Security } from '#shared/account.ts'

/** Where a provider's server is. */
export type ProviderServer = { readonly host: string; readonly port: number; readonly security: Security }

/** A provider whose settings ship with the app. */
export type Provider = {
  readonly name: string
  /** Domains of its own addresses. */
  readonly domains: readonly string[]
  /** Ends of the MX host names of customers' domains. */
  readonly mx: readonly string[]
  readonly imap: ProviderServer
  readonly smtp: ProviderServer
  /** Which servers take the part before the @ as user name; elsewhere it is the address. */
  readonly localUser: 'none' | 'imap' | 'both'
  readonly note: Discovery['note']
}

const tls = (host: string, port: number): ProviderServer => ({ host, port, security: 'tls' })
const starttls = (host: string, port: number): ProviderServer => ({ host, port, security: 'starttls' })

type Details = Partial<Pick<Provider, 'imap' | 'smtp' | 'localUser' | 'note'>> & { readonly mx?: string }

/** Most providers: TLS on 993 and 465 (RFC 8314), the address as user name. */
function provider(
  name: string,
  domains: string,
  imap: string,
  smtp: string,
  details: Details = {},
): Provider {
  const words = (text: string) => text.split(' ').filter(Boolean)
  const { mx = '', ...others } = details
  return {
    name,
    domains: words(domains),
    mx: words(mx),
    imap: tls(imap, 993),
    smtp: tls(smtp, 465),
    localUser: 'none',
    note: null,
    ...others,
  }
}

const appPassword = { note: 'app-password' } as const
const microsoft = { note: 'oauth-only' } as const

/** Providers by their own published settings. */
export const knownProviders: readonly Provider[] = [
  // the large ones
  provider('Gmail', 'gmail.com googlemail.com', 'imap.gmail.com', 'smtp.gmail.com', {
    ...appPassword,
    mx: 'google.com googlemail.com',
  }),
  provider(
    'Outlook.com',
    'outlook.com hotmail.com live.com msn.com outlook.de outlook.fr outlook.es outlook.it hotmail.co.uk hotmail.fr hotmail.de hotmail.it hotmail.es live.co.uk live.fr live.de live.nl live.it',
    'outlook.office365.com',
    '',
    { ...microsoft, smtp: starttls('smtp-mail.outlook.com', 587) },
  ),
  provider('Microsoft 365', '', 'outlook.office365.com', '', {
    ...microsoft,
    smtp: starttls('smtp.office365.com', 587),
    mx: 'mail.protection.outlook.com mx.microsoft',
  }),
  provider('iCloud', 'icloud.com me.com mac.com', 'imap.mail.me.com', '', {
    ...appPassword,
    smtp: starttls('smtp.mail.me.com', 587),
    localUser: 'imap',
    mx: 'mail.icloud.com',
  }),
  provider(
    'Yahoo',
    'yahoo.com ymail.com rocketmail.com yahoo.co.uk yahoo.de yahoo.fr yahoo.it yahoo.es yahoo.ca yahoo.com.br yahoo.com.au yahoo.co.in yahoo.in',
    'imap.mail.yahoo.com',
    'smtp.mail.yahoo.com',
    { ...appPassword, mx: 'yahoodns.net' },
  ),
  provider('AOL', 'aol.com aim.com aol.de aol.fr aol.co.uk', 'imap.aol.com', 'smtp.aol.com', appPassword),
  provider('Fastmail', 'fastmail.com fastmail.fm', 'imap.fastmail.com', 'smtp.fastmail.com', {
    ...appPassword,
    mx: 'messagingengine.com',
  }),
  provider('Proton Mail', 'proton.me protonmail.com protonmail.ch pm.me', '', '', {
    note: 'bridge',
    imap: starttls('127.0.0.1', 1143),
    smtp: starttls('127.0.0.1', 1025),
    mx: 'protonmail.ch',
  }),
  provider('Zoho', 'zoho.com zohomail.com', 'imap.zoho.com', 'smtp.zoho.com'),
  provider('Zoho', 'zoho.eu zohomail.eu', 'imap.zoho.eu', 'smtp.zoho.eu'),
  provider('Zoho', '', 'imappro.zoho.com', 'smtppro.zoho.com', { mx: 'zoho.com' }),
  provider('Zoho', '', 'imappro.zoho.eu', 'smtppro.zoho.eu', { mx: 'zoho.eu' }),
  // German-speaking
  provider('GMX', 'gmx.de gmx.net gmx.at gmx.ch', 'imap.gmx.net', 'mail.gmx.net'),
  provider('GMX', 'gmx.com gmx.us gmx.co.uk gmx.fr gmx.es', 'imap.gmx.com', 'mail.gmx.com'),
  provider('WEB.DE', 'web.de', 'imap.web.de', '', { smtp: starttls('smtp.web.de', 587) }),
  provider('mail.com', 'mail.com email.com usa.com', 'imap.mail.com', 'smtp.mail.com'),
  provider('Telekom', 't-online.de magenta.de', 'secureimap.t-online.de', 'securesmtp.t-online.de'),
  provider('freenet', 'freenet.de', 'mx.freenet.de', '', { smtp: starttls('mx.freenet.de', 587) }),
  provider('mailbox.org', 'mailbox.org', 'imap.mailbox.org', 'smtp.mailbox.org', { mx: 'mailbox.org' }),
  provider(
    'Posteo',
    'posteo.de posteo.net posteo.org posteo.eu posteo.at posteo.ch',
    'posteo.de',
    'posteo.de',
  ),
  provider('IONOS', '', 'imap.ionos.de', 'smtp.ionos.de', { mx: 'kundenserver.de ionos.de' }),
  provider('IONOS', '', 'imap.ionos.com', 'smtp.ionos.com', { mx: 'ionos.com 1and1.com' }),
  provider('IONOS', '', 'imap.ionos.co.uk', 'smtp.ionos.co.uk', { mx: 'ionos.co.uk 1and1.co.uk' }),
  provider('IONOS', '', 'imap.ionos.fr', 'smtp.ionos.fr', { mx: 'ionos.fr 1and1.fr' }),
  provider('IONOS', '', 'imap.ionos.es', 'smtp.ionos.es', { mx: 'ionos.es 1and1.es' }),
  provider('STRATO', '', 'imap.strato.de', 'smtp.strato.de', { mx: 'rzone.de' }),
  provider('Hetzner', '', 'mail.your-server.de', 'mail.your-server.de', { mx: 'your-server.de' }),
  provider('Infomaniak', 'ik.me ikmail.com etik.com', 'mail.infomaniak.com', 'mail.infomaniak.com', {
    mx: 'infomaniak.ch infomaniak.com',
  }),
  provider('Bluewin', 'bluewin.ch', 'imaps.bluewin.ch', 'smtpauths.bluewin.ch'),
  // French
  provider('OVHcloud', '', 'ssl0.ovh.net', 'ssl0.ovh.net', { mx: 'mail.ovh.net' }),
  provider('Gandi', '', 'mail.gandi.net', 'mail.gandi.net', { mx: 'mail.gandi.net' }),
  provider('Orange', 'orange.fr wanadoo.fr', 'imap.orange.fr', 'smtp.orange.fr'),
  provider('Free', 'free.fr', 'imap.free.fr', 'smtp.free.fr', { localUser: 'both' }),
  provider('SFR', 'sfr.fr neuf.fr', 'imap.sfr.fr', 'smtp.sfr.fr'),
  provider('La Poste', 'laposte.net', 'imap.laposte.net', 'smtp.laposte.net'),
  // Italian
  provider('Libero', 'libero.it inwind.it iol.it blu.it', 'imapmail.libero.it', 'smtp.libero.it'),
  provider('Virgilio', 'virgilio.it', 'in.virgilio.it', 'out.virgilio.it'),
  provider('Tiscali', 'tiscali.it', 'imap.tiscali.it', 'smtp.tiscali.it'),
  provider('Aruba', 'aruba.it', 'imaps.aruba.it', 'smtps.aruba.it', { mx: 'aruba.it' }),
  // Benelux and the north
  provider('Telenet', 'telenet.be', 'imap.telenet.be', '', { smtp: starttls('smtp.telenet.be', 587) }),
  provider('Ziggo', 'ziggo.nl', 'imap.ziggo.nl', '', { smtp: starttls('smtp.ziggo.nl', 587) }),
  provider('Telia', 'telia.com', 'mailin.telia.com', 'mailout.telia.com'),
  provider('one.com', '', 'imap.one.com', 'send.one.com', { mx: 'one.com' }),
  provider('Loopia', '', 'mailcluster.loopia.se', '', {
    smtp: starttls('mailcluster.loopia.se', 587),
    mx: 'loopia.se',
  }),
  provider('Runbox', 'runbox.com', 'mail.runbox.com', 'mail.runbox.com', { mx: 'runbox.com' }),
  // Central and eastern Europe
  provider('Seznam', 'seznam.cz email.cz post.cz', 'imap.seznam.cz', 'smtp.seznam.cz', { mx: 'seznam.cz' }),
  provider('Centrum', 'centrum.cz', 'imap.centrum.cz', 'smtp.centrum.cz'),
  provider('WP Poczta', 'wp.pl', 'imap.wp.pl', 'smtp.wp.pl'),
  provider(
    'Onet Poczta',
    'onet.pl onet.eu op.pl vp.pl poczta.onet.pl',
    'imap.poczta.onet.pl',
    'smtp.poczta.onet.pl',
  ),
  provider('o2 Poczta', 'o2.pl tlen.pl', 'poczta.o2.pl', 'poczta.o2.pl'),
  provider(
    'Interia',
    'interia.pl interia.eu interia.com poczta.fm',
    'poczta.interia.pl',
    'poczta.interia.pl',
  ),
  provider('Yandex', 'yandex.com yandex.ru yandex.by yandex.kz ya.ru', 'imap.yandex.com', 'smtp.yandex.com', {
    ...appPassword,
    mx: 'mx.yandex.net mx.yandex.ru',
  }),
  provider('Mail.ru', 'mail.ru inbox.ru list.ru bk.ru internet.ru', 'imap.mail.ru', 'smtp.mail.ru', {
    ...appPassword,
    mx: 'emx.mail.ru',
  }),
  // British and American
  provider('BT', 'btinternet.com', 'mail.btinternet.com', 'mail.btinternet.com'),
  provider('Virgin Media', 'virginmedia.com', 'imap.virginmedia.com', 'smtp.virginmedia.com'),
  provider('Xfinity', 'comcast.net', 'imap.comcast.net', '', { smtp: starttls('smtp.comcast.net', 587) }),
  provider('Verizon', 'verizon.net', 'imap.aol.com', 'smtp.verizon.net', appPassword),
  provider(
    'AT&T',
    'att.net sbcglobal.net bellsouth.net',
    'imap.mail.att.net',
    'smtp.mail.att.net',
    appPassword,
  ),
  provider('Cox', 'cox.net', 'imap.cox.net', 'smtp.cox.net'),
  provider('Hushmail', 'hushmail.com hush.com', 'imap.hushmail.com', 'smtp.hushmail.com'),
  // hosts of customers' domains
  provider('Rackspace', '', 'secure.emailsrvr.com', 'secure.emailsrvr.com', { mx: 'emailsrvr.com' }),
  provider('Hostinger', '', 'imap.hostinger.com', 'smtp.hostinger.com', { mx: 'hostinger.com' }),
  provider('Titan', '', 'imap.titan.email', 'smtp.titan.email', { mx: 'titan.email' }),
  provider('Namecheap Private Email', '', 'mail.privateemail.com', 'mail.privateemail.com', {
    mx: 'privateemail.com',
  }),
  provider('GoDaddy', '', 'imap.secureserver.net', 'smtpout.secureserver.net', { mx: 'secureserver.net' }),
  provider('DreamHost', '', 'imap.dreamhost.com', 'smtp.dreamhost.com', { mx: 'dreamhost.com' }),
  provider('Migadu', '', 'imap.migadu.com', 'smtp.migadu.com', { mx: 'migadu.com' }),
  provider('Purelymail', '', 'imap.purelymail.com', 'smtp.purelymail.com', { mx: 'purelymail.com' }),
  // Asia
  provider('QQ Mail', 'qq.com foxmail.com', 'imap.qq.com', 'smtp.qq.com', appPassword),
  provider('NetEase 163', '163.com', 'imap.163.com', 'smtp.163.com', appPassword),
  provider('NetEase 126', '126.com', 'imap.126.com', 'smtp.126.com', appPassword),
  provider('Naver', 'naver.com', 'imap.naver.com', 'smtp.naver.com', appPassword),
]
