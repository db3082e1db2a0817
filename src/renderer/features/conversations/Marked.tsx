import { highlights } from '#shared/search-highlights.ts'

/** A text with the words of the search marked in it. */
export function Marked(props: { readonly text: string; readonly words: readonly string[] }) {
  const { text, words } = props
  if (words.length === 0) return text
  const ranges = highlights(text, words)
  if (ranges.length === 0) return text
  return ranges.map(({ start, end }, index) => (
    <span key={start}>
      {text.slice(ranges[index - 1]?.end ?? 0, start)}
      <mark className="rounded-[3px] bg-warn-soft text-warn-text">{text.slice(start, end)}</mark>
      {index === ranges.length - 1 ? text.slice(end) : null}
    </span>
  ))
}
