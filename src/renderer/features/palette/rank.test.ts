import { Archive, Folder } from 'lucide-react'
import { expect, it } from 'vitest'
import type { PaletteItem } from './item.ts'
import { rank } from './rank.ts'

const mailbox: PaletteItem = { key: 'm', icon: Folder, title: 'Archive', detail: 'Mailbox', run: () => {} }
const command: PaletteItem = { key: 'c', icon: Archive, title: 'Archive, or unarchive', run: () => {} }
const keysFor = (query: string, recent: Parameters<typeof rank>[2] = []) =>
  rank([mailbox, command], query, recent).map(({ item }) => item.key)

it('puts what is done before where one goes, where both fit alike', () => {
  expect(keysFor('arch')).toEqual(['c', 'm'])
})

it('puts what was chosen lately first', () => {
  expect(keysFor('arch', [{ key: 'm', conversation: null }])).toEqual(['m', 'c'])
})
