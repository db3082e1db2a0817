import type { TagDefinition } from '#shared/actions.ts'

/** Classes of a tag's colour: as a dot, and as a label whose text stays readable on its ground. */
export const tagColors: Readonly<
  Record<TagDefinition['color'], { readonly dot: string; readonly label: string }>
> = {
  red: { dot: 'bg-tag-red', label: 'bg-tag-red-soft text-tag-red' },
  orange: { dot: 'bg-tag-orange', label: 'bg-tag-orange-soft text-tag-orange' },
  yellow: { dot: 'bg-tag-yellow', label: 'bg-tag-yellow-soft text-tag-yellow' },
  green: { dot: 'bg-tag-green', label: 'bg-tag-green-soft text-tag-green' },
  blue: { dot: 'bg-tag-blue', label: 'bg-tag-blue-soft text-tag-blue' },
  violet: { dot: 'bg-tag-violet', label: 'bg-tag-violet-soft text-tag-violet' },
  grey: { dot: 'bg-tag-grey', label: 'bg-tag-grey-soft text-tag-grey' },
}
