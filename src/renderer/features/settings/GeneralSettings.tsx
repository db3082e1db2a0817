import { X } from 'lucide-react'
import { useSetSettings } from '#renderer/api/mutations.ts'
import { useSettings } from '#renderer/api/queries.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Choices } from '#renderer/ui/Choices.tsx'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import { Section } from './Section.tsx'

/** Theme, density, what follows an archived conversation, who may load remote images, and which sites links open without asking. */
export function GeneralSettings() {
  const settings = useSettings()
  const { mutate } = useSetSettings()
  const trusted = settings.trustedImageSenders
  const sites = settings.trustedLinkHosts
  return (
    <>
      <h1 className="text-page weight-pane">{t('settings.general')}</h1>
      <Section title={t('general.appearance')}>
        <div className="flex flex-wrap gap-x-10 gap-y-4">
          <Choices
            label={t('general.theme')}
            value={settings.theme}
            choices={[
              { value: 'system', label: t('general.themeSystem') },
              { value: 'light', label: t('general.themeLight') },
              { value: 'dark', label: t('general.themeDark') },
            ]}
            onValue={theme => mutate({ theme })}
          />
          <Choices
            label={t('general.density')}
            value={settings.density}
            choices={[
              { value: 'comfortable', label: t('general.comfortable') },
              { value: 'compact', label: t('general.compact') },
            ]}
            onValue={density => mutate({ density })}
          />
        </div>
      </Section>
      <Section title={t('general.list')}>
        <Choices
          label={t('general.afterArchive')}
          value={settings.afterArchive}
          choices={[
            { value: 'next', label: t('general.afterNext') },
            { value: 'previous', label: t('general.afterPrevious') },
            { value: 'list', label: t('general.afterList') },
          ]}
          onValue={afterArchive => mutate({ afterArchive })}
        />
      </Section>
      <Section title={t('general.privacy')}>
        <Trusted
          words={trusted.length === 0 ? t('general.trustedNone') : t('general.trusted')}
          names={trusted}
          onNames={trustedImageSenders => mutate({ trustedImageSenders })}
        />
      </Section>
      <Section title={t('general.links')}>
        <Trusted
          words={sites.length === 0 ? t('general.linksNone') : t('general.linksTrusted')}
          names={sites}
          onNames={trustedLinkHosts => mutate({ trustedLinkHosts })}
        />
      </Section>
    </>
  )
}

/** Whom something was allowed once and for all; each can be taken back. */
function Trusted(props: {
  readonly words: string
  readonly names: readonly string[]
  readonly onNames: (names: readonly string[]) => void
}) {
  return (
    <>
      <p className="text-ink-2">{props.words}</p>
      <ul className="mt-1">
        {props.names.map(name => (
          <li key={name} className="flex h-9 items-center border-b border-line last:border-0">
            <span className="select-content min-w-0 flex-1 truncate">{name}</span>
            <IconButton
              icon={X}
              label={t('general.untrust', { address: name })}
              onClick={() => props.onNames(props.names.filter(each => each !== name))}
            />
          </li>
        ))}
      </ul>
    </>
  )
}
