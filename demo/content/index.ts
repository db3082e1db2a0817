import type { Conversation } from '../conversation.ts'
import { parseScript } from '../script.ts'
import { circulars } from './circulars.ts'
import { europe } from './europe.ts'
import { forms } from './forms.ts'
import { german } from './german.ts'
import { odds } from './odds.ts'
import { orders } from './orders.ts'
import { suppliers } from './suppliers.ts'
import { support } from './support.ts'
import { trade } from './trade.ts'
import { world } from './world.ts'

/** Every conversation of the demo mailbox. */
export const conversations = (): readonly Conversation[] =>
  [orders, trade, german, forms, support, europe, world, suppliers, circulars, odds].flatMap(text =>
    parseScript(text),
  )
