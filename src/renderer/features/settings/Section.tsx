import { type ReactNode, useId } from 'react'
import { Card } from '#renderer/ui/Card.tsx'

/** A titled card of a settings page. */
export function Section(props: { readonly title: string; readonly children: ReactNode }) {
  const id = useId()
  return (
    <Card aria-labelledby={id} className="mt-4 px-[18px] py-4">
      <h2 id={id} className="mb-3 font-semibold">
        {props.title}
      </h2>
      {props.children}
    </Card>
  )
}
