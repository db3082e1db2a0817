import { useContentsOfAll } from '#renderer/api/attachments.ts'
import { isReadAtOnce, type ShownFile } from './attachment-file.ts'

/**
 * Calendar files that say exactly what an earlier one of the same email says: programs that invite send an invitation
 * twice, as a form of the text and as a file.
 *
 * Only what they hold can tell: two invitations often share a name. While it is being read, a namesake counts as a copy.
 */
export function useEventCopies(events: readonly ShownFile[]): ReadonlySet<ShownFile> {
  const compared = events.length < 2 ? [] : events.filter(isReadAtOnce).slice(0, comparedAtMost)
  const answers = useContentsOfAll(compared.map(file => file.target))
  const seen = new Set<string>()
  const copies = new Set<ShownFile>()
  for (const [index, file] of compared.entries()) {
    const { data, isPending } = answers[index] ?? {}
    if (data?.kind === 'events') {
      const words = JSON.stringify(data)
      if (seen.has(words)) copies.add(file)
      seen.add(words)
    } else if (isPending === true && compared.slice(0, index).some(one => one.name === file.name))
      copies.add(file)
  }
  return copies
}

const comparedAtMost = 10
