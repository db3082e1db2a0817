/** A yes or no with its question beside it. */
export function Checkbox(props: {
  readonly label: string
  readonly checked: boolean
  readonly onChecked: (checked: boolean) => void
}) {
  return (
    <label className="flex w-fit items-center gap-2">
      <input
        type="checkbox"
        className="size-4 accent-accent"
        checked={props.checked}
        onChange={event => props.onChecked(event.target.checked)}
      />
      {props.label}
    </label>
  )
}
