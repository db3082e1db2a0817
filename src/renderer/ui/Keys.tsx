/** Keys as they stand on a keyboard. */
export function Keys(props: { readonly names: readonly string[] }) {
  return (
    <span className="inline-flex gap-1">
      {props.names.map((name, index) => (
        <kbd
          // Two keys of one command may be the same.
          // biome-ignore lint/suspicious/noArrayIndexKey: their order never changes
          key={index}
          className="min-w-5 rounded-[4px] border border-line-strong bg-sunken px-1.5 text-center font-sans text-[11px] leading-[18px] text-ink-2"
        >
          {name}
        </kbd>
      ))}
    </span>
  )
}
