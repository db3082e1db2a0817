import { formatLocale, t } from './messages.ts'

const whole = new Intl.NumberFormat(formatLocale)
const percent = new Intl.NumberFormat(formatLocale, { style: 'percent' })
const signedPercent = new Intl.NumberFormat(formatLocale, { style: 'percent', signDisplay: 'exceptZero' })
const signed = new Intl.NumberFormat(formatLocale, { signDisplay: 'exceptZero' })
const oneDigit = new Intl.NumberFormat(formatLocale, { maximumFractionDigits: 1 })

const minus = (text: string) => text.replace('-', '−')

/** 6,412 */
export function formatCount(count: number): string {
  return whole.format(count)
}

/** 999+: what was counted up to a bound. */
export function countWords(counted: { readonly count: number; readonly more: boolean }): string {
  return counted.count > 999 || counted.more ? '999+' : whole.format(counted.count)
}

/** +184 */
export function formatSignedCount(count: number): string {
  return minus(signed.format(count))
}

/** 98% */
export function formatPercent(share: number): string {
  return percent.format(share)
}

/** −18% */
export function formatSignedPercent(share: number): string {
  return minus(signedPercent.format(share))
}

/** 412 KB, 1.8 MB: decimal units, as file managers and providers count. */
export function formatBytes(sizeBytes: number): string {
  if (sizeBytes < 1_000) return t('size.bytes', { size: whole.format(sizeBytes) })
  if (sizeBytes < 999_500) return t('size.kilobytes', { size: whole.format(Math.round(sizeBytes / 1_000)) })
  if (sizeBytes < 999_950_000) return t('size.megabytes', { size: oneDigit.format(sizeBytes / 1_000_000) })
  return t('size.gigabytes', { size: oneDigit.format(sizeBytes / 1_000_000_000) })
}
