import { type FormEvent, useState } from 'react'
import { useSetSettings } from '#renderer/api/mutations.ts'
import { useKnownSettings } from '#renderer/api/queries.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { Card } from '#renderer/ui/Card.tsx'
import { TextField } from '#renderer/ui/TextField.tsx'
import { type TagDefinition, tagsAtMost } from '#shared/actions.ts'
import { RemoveTagDialog } from './RemoveTagDialog.tsx'
import { TagRow } from './TagRow.tsx'
import { keywordFor } from './tag-keyword.ts'

const colors: readonly TagDefinition['color'][] = [
  'red',
  'orange',
  'yellow',
  'green',
  'blue',
  'violet',
  'grey',
]

/** Settings → Tags: their names and colours, new ones, and the way to lose one. */
export function TagsSettings() {
  const tags = useKnownSettings()?.tags
  const { mutate } = useSetSettings()
  const [name, setName] = useState('')
  const [removing, setRemoving] = useState<TagDefinition | null>(null)
  if (tags === undefined) return null

  const change = (keyword: string, changes: Partial<TagDefinition>) =>
    mutate({ tags: tags.map(tag => (tag.keyword === keyword ? { ...tag, ...changes } : tag)) })
  const full = tags.length >= tagsAtMost
  const known = tags.some(tag => tag.name.toLowerCase() === name.trim().toLowerCase())
  const canAdd = name.trim() !== '' && !known && !full
  const add = (event: FormEvent) => {
    event.preventDefault()
    if (!canAdd) return
    const keyword = keywordFor(
      name,
      tags.map(tag => tag.keyword),
    )
    const color = colors[tags.length % colors.length] ?? 'grey'
    mutate({ tags: [...tags, { keyword, name: name.trim(), color }] })
    setName('')
  }

  return (
    <>
      <h1 className="text-page weight-pane">{t('settings.tags')}</h1>
      <p className="mt-1 text-ink-2">{t('tagSettings.intro')}</p>
      <Card className="mt-4 px-[18px] py-2">
        {tags.length === 0 ? (
          <p className="py-6 text-center text-ink-2">{t('tagSettings.none')}</p>
        ) : (
          <ul aria-label={t('settings.tags')}>
            {tags.map(tag => (
              <TagRow
                key={tag.keyword}
                tag={tag}
                taken={tags.filter(each => each !== tag).map(each => each.name)}
                onChange={changes => change(tag.keyword, changes)}
                onRemove={() => setRemoving(tag)}
              />
            ))}
          </ul>
        )}
        <form onSubmit={add} className="flex items-end gap-2 border-t border-line pt-3 pb-2">
          <TextField
            className="flex-1"
            label={t('tagSettings.new')}
            maxLength={60}
            value={name}
            onText={setName}
            {...(known && name.trim() !== '' ? { hint: t('tagSettings.known') } : {})}
            {...(full ? { hint: t('tagSettings.full', { count: tagsAtMost }), disabled: true } : {})}
          />
          <Button type="submit" look="soft" className="h-9" disabled={!canAdd}>
            {t('tagSettings.add')}
          </Button>
        </form>
      </Card>
      {removing === null ? null : <RemoveTagDialog tag={removing} onClose={() => setRemoving(null)} />}
    </>
  )
}
