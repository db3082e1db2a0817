import { ScrollArea as Base } from '@base-ui/react/scroll-area'
import type { ComponentProps, ReactNode, Ref } from 'react'

type ScrollAreaProps = Omit<ComponentProps<typeof Base.Viewport>, 'className' | 'children' | 'ref'> & {
  readonly viewportRef?: Ref<HTMLDivElement>
  readonly className?: string
  readonly children: ReactNode
}

/** A region that scrolls natively, with a bar that takes no room and shows itself when it is needed. */
export function ScrollArea({ viewportRef, className, children, ...viewport }: ScrollAreaProps) {
  return (
    <Base.Root className={className}>
      <Base.Viewport ref={viewportRef} className="h-full -outline-offset-2" {...viewport}>
        <Base.Content className="!min-w-0">{children}</Base.Content>
      </Base.Viewport>
      <Base.Scrollbar className="z-10 flex w-2.5 justify-center py-1 opacity-0 transition-opacity data-hovering:opacity-100 data-scrolling:opacity-100">
        <Base.Thumb className="w-[5px] rounded-full bg-line-strong transition-colors hover:bg-ink-3" />
      </Base.Scrollbar>
    </Base.Root>
  )
}
