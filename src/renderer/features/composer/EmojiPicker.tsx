import { type EmojiDataResolver, EmojiPicker as Picker } from 'frimousse'
import { t } from '#renderer/i18n/messages.ts'

const tones = ['light', 'medium-light', 'medium', 'medium-dark', 'dark'] as const
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Emoji from the app itself, in the shape that the picker wants. Loaded with the first look at them. */
const ownEmoji: EmojiDataResolver = async locale => {
  const [{ default: emojis }, { default: messages }] = await Promise.all([
    import('emojibase-data/en/data.json'),
    import('emojibase-data/en/messages.json'),
  ])
  return {
    locale,
    categories: messages.groups
      .filter(group => group.key !== 'component')
      .map(group => ({ index: group.order, label: capital(group.message) })),
    skinTones: {
      light: '',
      'medium-light': '',
      medium: '',
      'medium-dark': '',
      dark: '',
      ...Object.fromEntries(messages.skinTones.map(tone => [tone.key, capital(tone.message)])),
    },
    emojis: emojis.flatMap(each => {
      if (each.group === undefined) return []
      const skins = Object.fromEntries(
        (each.skins ?? []).flatMap(skin =>
          typeof skin.tone === 'number' ? [[tones[skin.tone - 1] ?? 'medium', skin.emoji]] : [],
        ),
      )
      return [
        {
          emoji: each.emoji,
          category: each.group,
          version: each.version,
          label: capital(each.label),
          tags: each.tags ?? [],
          ...(isComplete(skins) ? { skins } : {}),
        },
      ]
    }),
  }
}

type Skins = Readonly<Record<(typeof tones)[number], string>>
const isComplete = (skins: Readonly<Record<string, string>>): skins is Skins =>
  tones.every(tone => tone in skins)

/** All emoji with a search; a choice is handed out. */
export function EmojiPicker(props: { readonly onEmoji: (emoji: string) => void }) {
  return (
    <Picker.Root
      columns={8}
      resolveEmojiData={ownEmoji}
      onEmojiSelect={({ emoji }) => props.onEmoji(emoji)}
      className="flex h-full flex-col"
    >
      <Picker.Search
        aria-label={t('compose.emojiSearch')}
        placeholder={t('compose.emojiSearch')}
        autoFocus
        className="m-2 h-8 rounded-control border border-line-strong bg-surface px-2.5 select-content outline-none focus-visible:border-accent"
      />
      <Picker.Viewport className="min-h-0 flex-1">
        <Picker.Empty className="grid h-full place-items-center text-ink-2">
          {t('compose.emojiNone')}
        </Picker.Empty>
        <Picker.List
          className="px-1.5 pb-1.5"
          components={{
            CategoryHeader: ({ category, ...rest }) => (
              <div {...rest} className="bg-raised px-1.5 pt-2 pb-1 text-tiny font-medium text-ink-2">
                {category.label}
              </div>
            ),
            Row: ({ children, ...rest }) => <div {...rest}>{children}</div>,
            Emoji: ({ emoji, ...rest }) => (
              <button
                type="button"
                {...rest}
                className="grid size-9 place-items-center rounded-control text-[20px] data-[active]:bg-accent-soft"
              >
                {emoji.emoji}
              </button>
            ),
          }}
        />
      </Picker.Viewport>
    </Picker.Root>
  )
}
