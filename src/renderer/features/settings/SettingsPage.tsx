import { AtSign, Info, type LucideIcon, Send, SlidersHorizontal, Tags } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import { useCommands } from '#renderer/stores/commands.ts'
import { type SettingsPage as PageName, useNavigation } from '#renderer/stores/navigation.ts'
import { cx } from '#renderer/ui/cx.ts'
import { ScrollArea } from '#renderer/ui/ScrollArea.tsx'
import { AboutSettings } from './AboutSettings.tsx'
import { EmailsSettings } from './EmailsSettings.tsx'
import { GeneralSettings } from './GeneralSettings.tsx'
import { SendingSettings } from './SendingSettings.tsx'
import { TagsSettings } from './TagsSettings.tsx'

const pages: readonly { readonly name: PageName; readonly icon: LucideIcon }[] = [
  { name: 'emails', icon: AtSign },
  { name: 'general', icon: SlidersHorizontal },
  { name: 'sending', icon: Send },
  { name: 'tags', icon: Tags },
  { name: 'about', icon: Info },
]
const contents: Readonly<Record<PageName, () => ReactNode>> = {
  emails: EmailsSettings,
  general: GeneralSettings,
  sending: SendingSettings,
  tags: TagsSettings,
  about: AboutSettings,
}

/** The settings: their pages at the left, the chosen one beside them. */
export function SettingsPage() {
  const page = useNavigation(state => state.settingsPage)
  const showSettings = useNavigation(state => state.showSettings)
  const Content = contents[page]
  useCommands({ back: () => useNavigation.getState().showConversations() })
  return (
    <div className="flex h-full min-h-0">
      <nav
        aria-label={t('settings.nav')}
        className="flex w-[200px] shrink-0 flex-col gap-0.5 border-r border-line bg-surface px-2.5 pt-4 max-[899px]:w-[132px]"
      >
        <h2 className="mb-2.5 px-2.5 text-pane weight-pane">{t('settings.title')}</h2>
        {pages.map(({ name, icon: Icon }) => (
          <button
            key={name}
            type="button"
            aria-current={name === page ? 'page' : undefined}
            onClick={() => showSettings(name)}
            className={cx(
              'flex h-8 items-center gap-2.5 rounded-control px-2.5 text-left transition-colors',
              name === page
                ? 'bg-accent-soft font-medium text-accent-text'
                : 'text-ink-2 hover:bg-hover hover:text-ink',
            )}
          >
            <Icon size={16} strokeWidth={1.75} aria-hidden />
            {t(`settings.${name}`)}
          </button>
        ))}
      </nav>
      <ScrollArea className="min-w-0 flex-1">
        <div className="mx-auto max-w-[720px] px-9 pt-7 pb-12 max-[899px]:px-5">
          <Content />
        </div>
      </ScrollArea>
    </div>
  )
}
