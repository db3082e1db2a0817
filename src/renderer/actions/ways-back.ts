/** How many actions are remembered with the place that they led away from. */
const remembered = 30
const ways = new Map<string, () => void>()

/** Remembers how to go back to where the person was before an action. */
export function rememberWayBack(actionId: string, goBack: () => void): void {
  ways.set(actionId, goBack)
  const [oldest] = ways.keys()
  if (ways.size > remembered && oldest !== undefined) ways.delete(oldest)
}

/** Goes back to where the person was before an action, once it has been undone. */
export function takeWayBack(actionId: string): void {
  ways.get(actionId)?.()
  ways.delete(actionId)
}
