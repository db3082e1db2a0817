import { TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import type { HoveredLink as Link } from '#shared/hovered-link.ts'
import type { LinkWarning } from '#shared/link-check.ts'

const longestHost = 70

/**
 * Where the link under the pointer, or with the focus, really leads: a bar over the foot of the right panel.
 *
 * It lies above the mail's frames and shifts nothing. Read aloud only when the keyboard went there: a pointer passes
 * over many links.
 */
export function HoveredLink() {
  const [link, setLink] = useState<Link | null>(null)
  useEffect(() => window.parley.onHoveredLink(setLink), [])
  const aloud = link?.byKeyboard === true ? `${t('link.leadsTo')} ${link.scheme}${link.host}${link.rest}` : ''
  return (
    <>
      <p role="status" data-testid="focused-link" className="sr-only">
        {[aloud, ...(aloud === '' ? [] : (link?.warnings ?? []).map(words))].join(' ')}
      </p>
      <div
        data-testid="hovered-link"
        aria-hidden
        className="pointer-events-none absolute bottom-0 left-0 z-40 max-w-full"
      >
        {link === null ? null : (
          <div className="flex max-w-full flex-col gap-0.5 rounded-tr-control border-line-strong border-t border-r bg-raised px-3 py-1.5 text-small shadow-float">
            <p dir="ltr" className="truncate text-ink-2">
              {link.scheme}
              <span className="font-semibold text-ink">{lastOf(link.host)}</span>
              {link.rest}
            </p>
            {link.warnings.map(warning => (
              <p key={warning.kind} className="flex items-center gap-1.5 text-danger">
                <TriangleAlert size={14} strokeWidth={1.75} aria-hidden className="shrink-0" />
                <span className="min-w-0">{words(warning)}</span>
              </p>
            ))}
          </div>
        )}
      </div>
    </>
  )
}

/** A host is read from its end: what comes first may be anything. */
function lastOf(host: string): string {
  return host.length > longestHost ? `…${host.slice(-longestHost)}` : host
}

function words(warning: LinkWarning): string {
  const { kind, ...values } = warning
  return t(`link.${kind}`, values)
}
