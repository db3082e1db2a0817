import { safeLine } from './safe-text.ts'

const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)/i
const longestBytes = 180

/**
 * A name from a mail, made safe to create in a folder on any system.
 *
 * Only the last path segment stays; control, bidi and other invisible characters, characters that some system forbids,
 * leading dots, trailing dots and spaces go; reserved device names get an underscore; at most 180 bytes of UTF-8 with the
 * extension kept. Never empty.
 */
export function safeFileName(name: string): string {
  const segment = name.replaceAll('\\', '/').split('/').at(-1) ?? ''
  const visible = safeLine(segment.normalize('NFC').replace(/[\p{C}\u2028\u2029]/gu, ''))
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .replace(/[. ]+$/, '')
  const named = visible === '' ? 'attachment' : reserved.test(visible) ? `_${visible}` : visible
  return shorten(named)
}

function shorten(name: string): string {
  if (byteLength(name) <= longestBytes) return name
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 && name.length - dot <= 16 ? name.slice(dot) : ''
  const room = longestBytes - byteLength(extension)
  let stem = ''
  let used = 0
  for (const character of name.slice(0, name.length - extension.length)) {
    used += byteLength(character)
    if (used > room) break
    stem += character
  }
  return `${stem.replace(/[. ]+$/, '')}${extension}`
}

function byteLength(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

/** What must never be opened from a mail: programs, scripts, shortcuts, disk images, active documents. */
const executable = new Set(
  (
    'ade adp app appimage application appref-ms appx apk bash bat cab chm class cmd com command cpl crx csh deb desktop ' +
    'diagcab dll dmg docm dotm exe fish gadget hta htm html img inf ins ipa iqy iso isp jar jnlp jnilib js jse ksh lib ' +
    'library-ms lnk mad maf mam maq mar mas mat mau mav maw mda mdb mde mdt mdw mdz mht mhtml msc msh msh1 msh2 mshxml ' +
    'msi msix msp mst ocx ops pif pkg pl potm ppam ppsm pptm ps1 ps1xml ps2 ps2xml psc1 psc2 psm1 py pyc pyo pyw pyz ' +
    'rb reg rpm run scf scpt scptd scr sct search-ms searchconnector-ms service settingcontent-ms sh shb shs slk so ' +
    'svg svgz swf sys term terminal theme tcsh tmp url vb vbe vbp vbs vhd vhdx vxd webloc website wim ws wsc wsf wsh ' +
    'xbap xhtml xht xll xlam xlsm xltm xml xnk xsl zsh'
  ).split(' '),
)

/** A name's last extension as a system will see it: made safe, lower case, without the dot; empty where there is none. */
export function extensionOf(name: string): string {
  const safe = safeFileName(name)
  const dot = safe.lastIndexOf('.')
  return dot < 0
    ? ''
    : safe
        .slice(dot + 1)
        .trim()
        .toLowerCase()
}

/** Whether a name's last extension is one that systems run or that carries code. */
export function looksExecutable(name: string): boolean {
  return executable.has(extensionOf(name))
}
