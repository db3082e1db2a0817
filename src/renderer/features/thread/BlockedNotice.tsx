import { Shield } from 'lucide-react'
import { useSetSettings } from '#renderer/api/mutations.ts'
import { useSettings } from '#renderer/api/queries.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Banner } from '#renderer/ui/Banner.tsx'
import { Button } from '#renderer/ui/Button.tsx'
import type { BlockedContent } from '#shared/wash.ts'

const namedHosts = 2

/** What was kept from loading, counted and in words, and the way to load it. Nothing where nothing was. */
export function BlockedNotice(props: {
  readonly blocked: BlockedContent
  /** Lower case; empty where nobody is named. */
  readonly sender: string
  /** Null where images are loaded already. */
  readonly onLoad: (() => void) | null
}) {
  const { blocked, sender, onLoad } = props
  const { trustedImageSenders } = useSettings()
  const setSettings = useSetSettings()
  const loadable = blocked.images > 0 && onLoad !== null
  const what = [imagesText(blocked, loadable), backgroundsText(blocked), trackersText(blocked)]
    .filter(part => part !== null)
    .join(', ')
  // Backgrounds alone are not worth a word once the pictures are there.
  if (what === '' || (onLoad === null && blocked.trackers.length === 0)) return null
  return (
    <Banner
      icon={Shield}
      className="mb-3 rounded-control"
      action={
        loadable ? (
          <span className="flex items-center gap-4">
            {sender === '' ? null : (
              <Button
                look="link"
                className="text-small font-medium"
                onClick={() => setSettings.mutate({ trustedImageSenders: [...trustedImageSenders, sender] })}
              >
                {t('thread.alwaysImages')}
              </Button>
            )}
            <Button look="link" className="text-small" onClick={onLoad}>
              {t('thread.loadImages')}
            </Button>
          </span>
        ) : null
      }
    >
      {loadable
        ? `${t('thread.imagesBlocked')} ${t('frame.blocked', { what })}`
        : t('frame.stillBlocked', { what })}
    </Banner>
  )
}

function imagesText({ images }: BlockedContent, loadable: boolean): string | null {
  return loadable ? t('frame.images', { images }) : null
}

function backgroundsText({ backgrounds }: BlockedContent): string | null {
  return backgrounds > 0 ? t('frame.backgrounds', { backgrounds }) : null
}

function trackersText({ trackers }: BlockedContent): string | null {
  if (trackers.length === 0) return null
  const count = trackers.reduce((sum, tracker) => sum + tracker.count, 0)
  const hosts = [...trackers].sort((a, b) => b.count - a.count).map(tracker => tracker.host)
  const named = hosts.slice(0, namedHosts).join(', ')
  const more = hosts.length - namedHosts
  return more > 0
    ? t('frame.trackersMore', { count, hosts: named, more })
    : t('frame.trackers', { count, hosts: named })
}
