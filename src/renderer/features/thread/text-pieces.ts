/** About how long a piece is, in characters: drawn within a frame or two. */
const pieceLength = 24_000

/**
 * A long text in pieces that are drawn one after another; each ends between two paragraphs, else between two lines, else
 * anywhere. Put together again they are the text.
 */
export function textPieces(text: string): readonly string[] {
  const pieces: string[] = []
  let at = 0
  while (text.length - at > pieceLength * 1.5) {
    const end = endOfPiece(text, at + pieceLength)
    pieces.push(text.slice(at, end))
    at = end
  }
  pieces.push(text.slice(at))
  return pieces
}

function endOfPiece(text: string, wanted: number): number {
  const window = text.slice(wanted, wanted + pieceLength / 4)
  const paragraph = window.search(/\n[^\S\n]*\n/)
  if (paragraph !== -1) return wanted + paragraph + 1
  const line = window.indexOf('\n')
  if (line !== -1) return wanted + line + 1
  // Between the halves of a surrogate pair there is no character to cut at.
  const code = text.charCodeAt(wanted)
  return code >= 0xdc00 && code <= 0xdfff ? wanted + 1 : wanted
}
