declare module 'libmime/lib/charset.js' {
  /** Reads ISO-2022-JP and EUC-JP, which iconv-lite doesn't. Never throws. */
  const charset: { decode(bytes: Buffer, charset: string): string }
  export = charset
}
