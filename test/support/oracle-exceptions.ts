/** What is compared of a message. */
export type OracleField = 'subject' | 'from' | 'date' | 'plain' | 'rich' | 'names' | 'drawn'

/** A difference from an oracle that somebody has looked at, and why it stays. */
export type OracleException = {
  readonly id: string
  readonly field: OracleField
  readonly reason: string
}

const exception = (id: string, fields: readonly OracleField[], reason: string): readonly OracleException[] =>
  fields.map(field => ({ id, field, reason }))

const needsKey = 'KMail has the test key; here the mail stays encrypted and says so'
const inlineFile =
  'sent with "inline": shown in place as RFC 2183 asks and KMail does, and listed as a file too'
const showsMore = 'a part that the oracle calls a file without a name is shown as the text that it says it is'
const uu = 'a uuencoded block is listed as a file; the oracle prints its letters'
const forwarded = 'a forwarded mail is opened from the list; KMail draws it inside'
const html = 'the oracle prints the source of the HTML form; here the form is drawn and its picture is listed'

/** Every difference that stays; the test fails where one is missing, and where one is no difference any more. */
export const oracleExceptions: readonly OracleException[] = [
  ...exception('stalwart/legacy/042', ['plain', 'rich'], inlineFile),
  ...exception('stalwart/legacy/047', ['plain', 'rich'], inlineFile),
  ...exception('stalwart/legacy/049', ['plain', 'rich', 'names'], uu),
  ...exception(
    'stalwart/malformed/001',
    ['plain', 'rich', 'names'],
    'the inner delimiter stands outside the part that names it, so it is text (RFC 2046 §5.1.2)',
  ),
  ...exception('stalwart/malformed/004', ['plain', 'rich', 'names'], showsMore),
  ...exception(
    'stalwart/malformed/005',
    ['plain', 'rich'],
    'one line is both the end of the outer and the delimiter of the inner parts: the whole source is shown',
  ),
  ...exception(
    'stalwart/malformed/007',
    ['names'],
    'the oracle lists the empty rest behind the last delimiter',
  ),
  ...exception('stalwart/malformed/020', ['plain', 'rich'], html),
  ...exception('stalwart/malformed/021', ['plain', 'rich'], html),
  ...exception('stalwart/rfc/003', ['names'], 'a poorer form of the words shown is no file'),
  ...exception(
    'stalwart/thirdparty/002',
    ['plain', 'rich', 'names'],
    'the oracle decodes the remark behind base64 padding, and lists as a file what is plainly text',
  ),
  ...exception(
    'stalwart/thirdparty/015',
    ['names'],
    'the oracle loses the second and third of three attached mails',
  ),

  ...exception(
    'mime-tools/faulty_multi_part_no_content_type',
    ['plain'],
    'two forms without a type: both are shown, the oracle drops the first',
  ),
  ...exception(
    'mime-tools/hdr-fakeout',
    ['plain'],
    'the oracle loses the body behind a blank line made of a space',
  ),
  ...exception(
    'mime-tools/multi-nested',
    ['plain', 'names'],
    'text/richtext is read as text; a name loses its path',
  ),
  ...exception(
    'mime-tools/multi-nested3',
    ['plain', 'names'],
    'text/richtext is read as text, not listed as a file',
  ),
  ...exception(
    'mime-tools/twopart',
    ['names'],
    'a name loses its path; the oracle keeps it with underscores',
  ),
  ...exception('mime-tools/uu-junk', ['plain', 'names'], uu),
  ...exception('mime-tools/uu-zeegee', ['plain', 'names'], uu),

  ...exception('kde/encapsulated-with-attachment', ['rich', 'drawn'], forwarded),
  ...exception('kde/forward-openpgp-signed-encrypted', ['rich'], forwarded),
  ...exception('kde/inlinepgpencrypted-appendix', ['rich'], needsKey),
  ...exception('kde/inlinepgpencrypted', ['rich'], needsKey),
  ...exception('kde/openpgp-encoded', ['rich'], needsKey),
  ...exception('kde/openpgp-encrypted+signed-protected-headers', ['rich'], needsKey),
  ...exception('kde/openpgp-encrypted-applemail', ['rich'], needsKey),
  ...exception('kde/openpgp-encrypted-attachment-and-non-encrypted-attachment', ['rich', 'drawn'], needsKey),
  ...exception('kde/openpgp-encrypted-enigmail1.6', ['rich'], needsKey),
  ...exception('kde/openpgp-encrypted-non-encrypted-attachment', ['rich'], needsKey),
  ...exception('kde/openpgp-encrypted-signed-combind', ['rich'], needsKey),
  ...exception('kde/openpgp-encrypted', ['rich'], needsKey),
  ...exception('kde/openpgp-inline-encrypted-with-attachment', ['rich'], needsKey),
  ...exception('kde/openpgp-inline-multiple', ['rich'], needsKey),
  ...exception('kde/openpgp-inline-wrong-charset-encrypted', ['rich'], needsKey),
  ...exception('kde/openpgp-signed-encrypted', ['rich'], needsKey),
  ...exception('kde/smime-opaque-enc+sign', ['rich'], needsKey),
  ...exception(
    'kde/openpgp-signed-mailinglist+additional-children',
    ['rich'],
    "KMail draws the description of the signature part as if it were the mail's text",
  ),
  ...exception(
    'kde/openpgp-signed-mailinglist+old',
    ['rich'],
    'a digest of old Mailman without MIME: the mail inside is shown as the text that it is',
  ),
  ...exception('kde/smime-cert', ['rich'], "KMail's own sentence about importing a certificate"),
]
