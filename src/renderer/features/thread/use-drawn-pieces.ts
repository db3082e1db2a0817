import { useEffect, useMemo, useState } from 'react'
import { textPieces } from './text-pieces.ts'

/** The pieces of a long text that are drawn so far: one more each frame, so that megabytes never hold the window up. */
export function useDrawnPieces(text: string): { readonly pieces: readonly string[]; readonly many: boolean } {
  const pieces = useMemo(() => textPieces(text), [text])
  const [drawn, setDrawn] = useState(1)
  useEffect(() => {
    if (drawn >= pieces.length) return
    const frame = requestAnimationFrame(() => setDrawn(drawn + 1))
    return () => cancelAnimationFrame(frame)
  }, [drawn, pieces.length])
  return { pieces: pieces.slice(0, drawn), many: pieces.length > 1 }
}
