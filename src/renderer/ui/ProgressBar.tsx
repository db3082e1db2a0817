/** A share of a whole as a bar. The figure stands beside it in words. */
export function ProgressBar(props: {
  readonly share: number
  readonly color?: string
  readonly label?: string
  readonly thick?: boolean
}) {
  const percent = Math.round(Math.min(1, Math.max(0, props.share)) * 100)
  const aria =
    props.label === undefined
      ? { 'aria-hidden': true }
      : {
          role: 'progressbar',
          'aria-label': props.label,
          'aria-valuenow': percent,
          'aria-valuemin': 0,
          'aria-valuemax': 100,
        }
  return (
    <span
      className={`block ${props.thick === true ? 'h-2' : 'h-1.5'} overflow-hidden rounded-full bg-sunken`}
      {...aria}
    >
      <span
        className="block h-full rounded-full"
        style={{
          width: `${percent}%`,
          minWidth: percent === 0 ? 0 : 6,
          background: props.color ?? 'var(--accent)',
        }}
      />
    </span>
  )
}
