import type { WebContents } from 'electron'
import type { HoveredLink } from '#shared/hovered-link.ts'
import { sendChannels } from '#shared/shell-channels.ts'
import type { LinkJudge } from './links.ts'

/** A link reached by keyboard is told within this time of the key. */
const afterKeyMs = 400
const longestRest = 400

/**
 * Tells the screen which link is under the pointer or has the focus, with its real target: also in frames of mail, which
 * have no way to say so themselves.
 */
export function tellHoveredLinks(contents: WebContents, judge: LinkJudge): void {
  let latest = 0
  let keyAt = Number.NEGATIVE_INFINITY
  let refreshed = false
  const send = (link: HoveredLink | null) => {
    if (!contents.isDestroyed()) contents.send(sendChannels.hoveredLink, link)
  }
  contents.on('before-input-event', (_event, input) => {
    if (input.type === 'keyDown') keyAt = performance.now()
  })
  contents.on('update-target-url', (_event, url) => {
    latest += 1
    const turn = latest
    if (!isLink(url)) {
      send(null)
      return
    }
    const byKeyboard = performance.now() - keyAt < afterKeyMs
    if (!refreshed) {
      refreshed = true
      void judge.refresh()
    }
    void judge.judge(url).then(check => {
      if (turn === latest) send(check.kind === 'refused' ? null : { ...describe(check), byKeyboard })
    })
  })
}

function isLink(url: string): boolean {
  return /^(?:https?|mailto|tel):/i.test(url)
}

function describe(check: Awaited<ReturnType<LinkJudge['judge']>>): Omit<HoveredLink, 'byKeyboard'> {
  const { kind, href, shown, warnings } = check
  if (kind !== 'web')
    return { scheme: `${kind === 'mail' ? 'mailto' : 'tel'}:`, host: shown, rest: '', warnings }
  const { protocol, pathname, search, hash } = new URL(href)
  const rest = `${pathname === '/' && search === '' && hash === '' ? '' : pathname}${search}${hash}`
  return { scheme: `${protocol}//`, host: shown, rest: rest.slice(0, longestRest), warnings }
}
