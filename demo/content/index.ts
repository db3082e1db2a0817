import type { Conversation } from '../conversation.ts'
import { parseScript } from '../script.ts'
import { forms } from './forms.ts'
import { german } from './german.ts'
import { orders } from './orders.ts'
import { support } from './support.ts'
import { trade } from './trade.ts'

/** Every conversation of the demo mailbox. */
export const conversations = (): readonly Conversation[] =>
  [orders, trade, german, forms, support].flatMap(text => parseScript(text))
