import { type LucideIcon, ShieldAlert, ShieldCheck, TriangleAlert, UserRoundPlus } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import { cx } from '#renderer/ui/cx.ts'
import type { Email } from '#shared/conversation.ts'
import type { Authentication, TrustHint } from '#shared/trust.ts'

const tones = { quiet: 'text-ink-2', warn: 'text-warn-text', danger: 'text-danger' } as const

/** Who really sent an email, as far as that is known: nothing where there is nothing to say. */
export function TrustLine({ email }: { readonly email: Email }) {
  const { firstContact, authentication, hints } = email.trust
  const address = email.from[0]?.address ?? ''
  const verdict = authentication === null ? null : words(authentication, address)
  if (!firstContact && verdict === null && hints.length === 0) return null
  return (
    <ul
      aria-label={t('trust.label')}
      data-testid="trust-line"
      className="-mt-2 mb-3 flex flex-wrap gap-x-4 gap-y-1 text-small"
    >
      {firstContact && address !== '' ? (
        <Item icon={UserRoundPlus}>{t('trust.first', { address })}</Item>
      ) : null}
      {verdict === null ? null : (
        <Item icon={verdict.failed ? ShieldAlert : ShieldCheck} tone={verdict.failed ? 'danger' : 'quiet'}>
          {verdict.text}
        </Item>
      )}
      {hints.filter(isSaidHere).map(hint => (
        <Item key={hint.kind} icon={TriangleAlert} tone="warn">
          {sentence(hint)}
        </Item>
      ))}
    </ul>
  )
}

function Item(props: {
  readonly icon: LucideIcon
  readonly tone?: keyof typeof tones
  readonly children: ReactNode
}) {
  const Icon = props.icon
  return (
    <li className={cx('flex min-w-0 items-center gap-1.5', tones[props.tone ?? 'quiet'])}>
      <Icon size={14} strokeWidth={1.75} aria-hidden className="shrink-0" />
      <span className="select-content min-w-0 [overflow-wrap:anywhere]">{props.children}</span>
    </li>
  )
}

/** Quiet when all is well or nothing is known; only a failure of the domain's own policy is said aloud. */
function words(
  verdict: Authentication,
  address: string,
): { readonly text: string; readonly failed: boolean } | null {
  const domain = address.slice(address.lastIndexOf('@') + 1)
  if (verdict.dmarc === 'fail') return { text: t('trust.failed', { domain }), failed: true }
  if (verdict.signedBy !== null)
    return { text: t('trust.signed', { domain: verdict.signedBy }), failed: false }
  return verdict.dmarc === 'pass' ? { text: t('trust.verified'), failed: false } : null
}

/** A name that is another address has a banner of its own. */
function isSaidHere(hint: TrustHint): boolean {
  return hint.kind !== 'name-is-address'
}

function sentence({ kind, ...values }: TrustHint): string {
  return t(`trust.${kind}`, values)
}
