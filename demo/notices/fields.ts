/** One field of a form as the visitor filled it in. */
export type Field = { readonly label: string; readonly value: string }

/** What a website's form hands to its mailer. */
export type Submission = {
  readonly fields: readonly Field[]
  readonly name: string
  readonly address: string
  /** The last field, which holds the visitor's own words. */
  readonly message: string
  readonly at: number
  readonly seed: string
}

/**
 * Reads `Label: value` lines; the last label's value goes on to the end of the text.
 *
 * The first field is the visitor's name, the one with an at sign the address.
 *
 * @throws Error where there is no field or no address
 */
export const readSubmission = (text: string, at: number, seed: string): Submission => {
  const fields: { label: string; value: string }[] = []
  let inMessage = false
  for (const line of text.split('\n')) {
    const match: RegExpExecArray | null = inMessage ? null : /^([^\s:][^:]{0,40}):\s?(.*)$/u.exec(line)
    const last = fields.at(-1)
    if (match) {
      fields.push({ label: match[1] ?? '', value: match[2] ?? '' })
      inMessage = match[2] === ''
    } else if (last) last.value = last.value === '' ? line : `${last.value}\n${line}`
  }
  const address = fields.find(({ value }) => /^\S+@\S+$/.test(value))?.value
  const name = fields[0]?.value
  if (!name || !address) throw new Error(`A form without name or address: ${seed}`)
  return { fields, name, address, message: fields.at(-1)?.value ?? '', at, seed }
}

/** The value of the first field whose label fits, or an empty text. */
export const fieldOf = (submission: Submission, label: RegExp): string =>
  submission.fields.find(field => label.test(field.label))?.value ?? ''
