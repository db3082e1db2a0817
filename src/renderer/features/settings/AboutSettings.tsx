import { useAppInfo } from '#renderer/api/queries.ts'
import { t } from '#renderer/i18n/messages.ts'
import { SecretsSection } from './SecretsSection.tsx'
import { Section } from './Section.tsx'

/** Versions, whereabouts of data and secrets. */
export function AboutSettings() {
  const { data: info } = useAppInfo()
  return (
    <>
      <h1 className="text-page weight-pane">{t('settings.about')}</h1>
      {info === undefined ? null : (
        <>
          <SecretsSection secrets={info.secrets} />
          <Section title={t('about.versions')}>
            <dl className="grid grid-cols-[120px_1fr] gap-y-1.5">
              <Fact name={t('about.version')} value={info.version} />
              <Fact name={t('about.sqlite')} value={info.sqlite} />
              <Fact name={t('about.runtime')} value={navigatorRuntime()} />
              <Fact name={t('about.dataDir')} value={info.dataDir} />
            </dl>
            <p className="mt-3 text-small text-ink-2">{t('about.licence')}</p>
          </Section>
        </>
      )}
    </>
  )
}

function Fact(props: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt className="text-ink-2">{props.name}</dt>
      <dd className="select-content min-w-0 [overflow-wrap:anywhere]">{props.value}</dd>
    </>
  )
}

function navigatorRuntime(): string {
  const found = navigator.userAgent.match(/(?:Electron|Chrome)\/[\d.]+/g) ?? []
  return found.map(part => part.replace('/', ' ')).join(' · ')
}
