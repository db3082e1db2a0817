import { TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { HoveredLink as Link } from '#preload/api.ts'
import { t } from '#renderer/i18n/messages.ts'
import type { LinkWarning } from '#shared/link-check.ts'

/**
 * Where the link under the pointer, or with the focus, really leads: a bar over the foot of the right panel.
 *
 * It lies above the mail's frames and shifts nothing. Read aloud only when the keyboard went there: a pointer passes
 * over many links.
 */
export function HoveredLink() {
  const [link, setLink] = useState<Link | null>(null)
  useEffect(() => window.parley.onHoveredLink(setLink), [])
  return (
    <div
      data-testid="hovered-link"
      role={link?.byKeyboard === true ? 'status' : undefined}
      className="pointer-events-none absolute bottom-0 left-0 z-40 max-w-full"
    >
      {link === null ? null : (
        <div className="flex max-w-full flex-col gap-0.5 rounded-tr-control border-line-strong border-t border-r bg-raised px-3 py-1.5 text-small shadow-float">
          <p className="flex min-w-0">
            <span className="sr-only">{t('link.leadsTo', { address: '' })}</span>
            <span className="shrink-0 text-ink-2">{link.scheme}</span>
            <span className="max-w-[60ch] truncate font-semibold [direction:ltr]">{link.host}</span>
            <span className="min-w-0 truncate text-ink-2">{link.rest}</span>
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
  )
}

function words(warning: LinkWarning): string {
  const { kind, ...values } = warning
  return t(`link.${kind}`, values)
}
