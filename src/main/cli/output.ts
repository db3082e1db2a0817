/** Where a command writes: values for programs or people, messages beside them. */
export type Output = {
  /** One value: a line of JSON with --json, else the text for people. */
  readonly value: (value: unknown, text: string) => void
  /** A message on stderr. */
  readonly note: (text: string) => void
  /** A message that the next one replaces, where stderr is a terminal; else it is not shown. */
  readonly progress: (text: string) => void
}

type Stream = { readonly write: (text: string) => unknown; readonly isTTY?: boolean | undefined }

const eraseLine = '\r\x1b[2K'

/** Writes to the two standard streams. */
export function createOutput(streams: {
  readonly out: Stream
  readonly err: Stream
  readonly json: boolean
}): Output {
  const { out, err, json } = streams
  let inProgress = false
  const endProgress = () => {
    if (inProgress) err.write(eraseLine)
    inProgress = false
  }
  return {
    value: (value, text) => {
      endProgress()
      out.write(`${json ? JSON.stringify(value) : text}\n`)
    },
    note: text => {
      endProgress()
      err.write(`${printable(text)}\n`)
    },
    progress: text => {
      if (err.isTTY !== true) return
      err.write(`${eraseLine}${printable(text)}`)
      inProgress = true
    },
  }
}

/** Text of strangers must not steer the terminal: control characters go. */
export function printable(text: string): string {
  return text.replaceAll(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '')
}
