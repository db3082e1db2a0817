import type { LinkCheck, LinkWarning } from '#shared/link-check.ts'
import { toUnicodeHost } from '#shared/punycode.ts'
import type { Settings } from '#shared/settings.ts'
import type { EngineHost } from './engine-host.ts'
import type { LinkTexts } from './link-texts.ts'

/** Judges links for the main process, which alone decides what leaves. */
export type LinkJudge = {
  /** `text` is what the screen drew; for mail in frames it is looked up. */
  readonly judge: (address: string, text?: string) => Promise<LinkCheck>
  /** Whether this host opens without a question from now on. */
  readonly isTrusted: (host: string) => boolean
  readonly trust: (host: string) => Promise<void>
  /** Reads anew what the person trusts; what was known before stays when the engine can't answer. */
  readonly refresh: () => Promise<void>
}

/** Wires the pure check to the texts of the mails on the screen and to what the person trusts. */
export function createLinkJudge(deps: {
  readonly engine: Pick<EngineHost, 'request'>
  readonly texts: Pick<LinkTexts, 'textsOf'>
}): LinkJudge {
  let trusted: readonly string[] = []
  let own: readonly string[] = []

  const take = (settings: Settings) => {
    trusted = settings.trustedLinkHosts
  }
  return {
    judge: async (address, text) => {
      // The list of public suffixes is large: it is read with the first link, not at start.
      const { checkLink, refusedLink } = await import('#shared/link-check.ts')
      const { registrableDomain } = await import('#shared/registrable-domain.ts')
      const names = [...own, ...trusted.map(host => registrableDomain(host.replace(/:\d+$/, '')))]
      const known = [...new Set(names.map(toUnicodeHost))]
      const seen = deps.texts.textsOf(address)
      const texts = text === undefined ? seen : [text, ...seen]
      const checks = (texts.length === 0 ? [undefined] : texts).map(one =>
        checkLink({ href: address, text: one, known }),
      )
      const [first] = checks
      if (first === undefined) return refusedLink
      return { ...first, warnings: distinct(checks.flatMap(check => check.warnings)) }
    },
    isTrusted: host => trusted.includes(host),
    trust: async host => {
      if (trusted.includes(host)) return
      take(await deps.engine.request('links/trust', { host }))
    },
    refresh: async () => {
      try {
        take(await deps.engine.request('settings/get', {}))
        const accounts = await deps.engine.request('accounts/list', {})
        own = [...new Set(accounts.map(account => account.address.split('@').at(-1)?.toLowerCase() ?? ''))]
      } catch {
        // Without the engine every link asks, which is safe.
      }
    },
  }
}

function distinct(warnings: readonly LinkWarning[]): readonly LinkWarning[] {
  return [...new Map(warnings.map(warning => [JSON.stringify(warning), warning])).values()]
}
