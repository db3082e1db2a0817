import { type RefObject, useEffect, useRef, useState } from 'react'
import { archiveOrBack } from '#renderer/actions/toggles.ts'
import { type Act, useAct } from '#renderer/actions/use-act.ts'
import { rowsOfTarget } from '#renderer/stores/list-walk.ts'
import { rowElementId, rowIdAt } from './row-pointer.ts'

/** A row that is being pushed aside: to the right it is archived, to the left snoozed. */
export type Swipe = { readonly id: string; readonly side: 'archive' | 'snooze'; readonly armed: boolean }

/** How far a row is pushed until letting go does something. */
const thresholdPx = 96
/** Below this nobody knows yet whether it is meant. */
const startPx = 12
/** A touchpad says nothing when the fingers are lifted: no movement for so long is the end. */
const wheelRestMs = 140

/** Pushing rows aside, with two fingers on a touchpad or one on a touch screen. Tells which row is being pushed. */
export function useSwipe(
  scrollRef: RefObject<HTMLElement | null>,
  handlers: { readonly onSnooze: (id: string) => void },
): Swipe | null {
  const [swipe, setSwipe] = useState<Swipe | null>(null)
  const act = useAct()
  const current = useRef({ act, onSnooze: handlers.onSnooze })
  useEffect(() => {
    current.current = { act, onSnooze: handlers.onSnooze }
  })
  useEffect(() => {
    const element = scrollRef.current
    if (element === null) return
    return listen(element, {
      show: setSwipe,
      finish: ({ id, side, armed }) => {
        if (!armed) return
        if (side === 'archive') archive(current.current.act, id)
        else current.current.onSnooze(id)
      },
    })
  }, [scrollRef])
  return swipe
}

function archive(act: Act, id: string): void {
  const target = { ids: [id] }
  void act(target, { kind: archiveOrBack(rowsOfTarget(target)) })
}

type Report = {
  readonly show: (swipe: Swipe | null) => void
  readonly finish: (swipe: Swipe) => void
}

function listen(element: HTMLElement, report: Report): () => void {
  let pushed: { readonly id: string; readonly px: number } | null = null
  let shown = ''
  let rest: ReturnType<typeof setTimeout> | null = null
  let touch: {
    readonly pointerId: number
    readonly id: string
    readonly x: number
    readonly y: number
  } | null = null

  const push = (id: string, px: number) => {
    pushed = { id, px }
    moveRow(id, px)
    const swipe = swipeOf(id, px)
    const key = JSON.stringify(swipe)
    if (key !== shown) report.show(swipe)
    shown = key
  }
  const end = (isMeant: boolean) => {
    if (rest !== null) clearTimeout(rest)
    rest = null
    touch = null
    if (pushed === null) return
    const swipe = swipeOf(pushed.id, pushed.px)
    moveRow(pushed.id, 0)
    pushed = null
    shown = ''
    report.show(null)
    if (isMeant && swipe !== null) report.finish(swipe)
  }
  const onWheel = (event: WheelEvent) => {
    if (event.ctrlKey || event.shiftKey) return
    if (pushed === null && Math.abs(event.deltaX) <= Math.abs(event.deltaY)) return
    const id = pushed?.id ?? rowIdAt(event.target)
    if (id === null) return
    event.preventDefault()
    push(id, (pushed?.px ?? 0) - event.deltaX)
    if (rest !== null) clearTimeout(rest)
    rest = setTimeout(() => end(true), wheelRestMs)
  }
  const onPointerDown = (event: PointerEvent) => {
    const id = event.pointerType === 'mouse' ? null : rowIdAt(event.target)
    touch = id === null ? null : { pointerId: event.pointerId, id, x: event.clientX, y: event.clientY }
  }
  const onPointerMove = (event: PointerEvent) => {
    if (touch === null || event.pointerId !== touch.pointerId) return
    const px = event.clientX - touch.x
    if (pushed === null && Math.abs(px) < startPx) return
    if (pushed === null && Math.abs(px) < Math.abs(event.clientY - touch.y)) return
    element.setPointerCapture(event.pointerId)
    push(touch.id, px)
  }
  const onPointerUp = (event: PointerEvent) => {
    if (event.pointerId === touch?.pointerId) end(true)
  }
  const onPointerCancel = () => end(false)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && pushed !== null) end(false)
  }

  element.addEventListener('wheel', onWheel, { passive: false })
  element.addEventListener('pointerdown', onPointerDown)
  element.addEventListener('pointermove', onPointerMove)
  element.addEventListener('pointerup', onPointerUp)
  element.addEventListener('pointercancel', onPointerCancel)
  window.addEventListener('keydown', onKeyDown, true)
  return () => {
    end(false)
    element.removeEventListener('wheel', onWheel)
    element.removeEventListener('pointerdown', onPointerDown)
    element.removeEventListener('pointermove', onPointerMove)
    element.removeEventListener('pointerup', onPointerUp)
    element.removeEventListener('pointercancel', onPointerCancel)
    window.removeEventListener('keydown', onKeyDown, true)
  }
}

function swipeOf(id: string, px: number): Swipe | null {
  if (Math.abs(px) < startPx) return null
  return { id, side: px > 0 ? 'archive' : 'snooze', armed: Math.abs(px) >= thresholdPx }
}

function moveRow(id: string, px: number): void {
  const row = document.getElementById(rowElementId(id))
  if (row !== null) row.style.transform = px === 0 ? '' : `translateX(${px}px)`
}
