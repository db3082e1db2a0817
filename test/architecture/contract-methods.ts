/** Method names declared in a type of the contract (`Requests`, `ShellRequests`), read off its text. */
export function declaredMethods(text: string, type: string): readonly string[] {
  const start = text.indexOf(`export type ${type} = {`)
  const end = text.indexOf('\n}', start)
  if (start === -1) return []
  return [...text.slice(start, end).matchAll(/^ {2}'?([a-z][a-z/-]*)'?: Call</gm)].map(
    match => match[1] ?? '',
  )
}
