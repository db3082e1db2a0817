import { X } from 'lucide-react'
import { useSetSettings } from '#renderer/api/mutations.ts'
import { useSettings } from '#renderer/api/queries.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Choices } from '#renderer/ui/Choices.tsx'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import { Section } from './Section.tsx'

/** Theme, density, and who may load remote images. */
export function GeneralSettings() {
  const settings = useSettings()
  const { mutate } = useSetSettings()
  const trusted = settings.trustedImageSenders
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
      <Section title={t('general.privacy')}>
        <p className="text-ink-2">{trusted.length === 0 ? t('general.trustedNone') : t('general.trusted')}</p>
        <ul className="mt-1">
          {trusted.map(address => (
            <li key={address} className="flex h-9 items-center border-b border-line last:border-0">
              <span className="select-content min-w-0 flex-1 truncate">{address}</span>
              <IconButton
                icon={X}
                label={t('general.untrust', { address })}
                onClick={() => mutate({ trustedImageSenders: trusted.filter(each => each !== address) })}
              />
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}
