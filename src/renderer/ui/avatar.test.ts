import { expect, it } from 'vitest'
import { avatarColorOf, avatarColors } from './avatar-color.ts'
import { initialsOf } from './initials.ts'

it.each([
  ['Amara Okafor', null, 'AO'],
  ['Léa Fournier', null, 'LF'],
  ['Anna Maria von Berg', null, 'AB'],
  ['kim', 'kim@example.com', 'K'],
  ['', 'zoe@example.com', 'Z'],
  ['"Müller, Jörg"', null, 'MJ'],
  ['山田太郎', null, '山'],
  ['someone@example.com', 'someone@example.com', 'S'],
  ['...', null, '?'],
])('stands for %s with its initials', (name, address, initials) => {
  expect(initialsOf(name, address)).toBe(initials)
})

it('gives the same person the same ground, and people different ones', () => {
  expect(avatarColorOf('amara okafor')).toBe(avatarColorOf('amara okafor'))
  const used = new Set(Array.from({ length: 200 }, (_, index) => avatarColorOf(`person ${index}`)))
  expect(used.size).toBe(avatarColors.length)
})

it.each(avatarColors)('%s carries white letters with at least 4.5 : 1', color => {
  const channels = [1, 3, 5].map(at => Number.parseInt(color.slice(at, at + 2), 16) / 255)
  const [red = 0, green = 0, blue = 0] = channels.map(value =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  )
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  expect(1.05 / (luminance + 0.05)).toBeGreaterThanOrEqual(4.5)
})
