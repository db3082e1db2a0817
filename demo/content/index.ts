import type { Conversation } from '../conversation.ts'
import { parsePeople, parseScript } from '../script.ts'
import { orders } from './orders.ts'

const regulars = parsePeople('x: X <x@x.example>')

/** Every conversation of the demo mailbox. */
export const conversations = (): readonly Conversation[] =>
  [orders].flatMap(text => parseScript(text, regulars))
