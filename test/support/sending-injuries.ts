import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** What a broken app would do: for proving that the judge sees it. */
export type Injury = 'double' | 'lost'

const statements: Readonly<Record<Injury, string>> = {
  // As if a loss after the last byte were one before it.
  double: "UPDATE submission SET handed_over = 0 WHERE state = 'sending'",
  lost: "DELETE FROM draft WHERE state IN ('queued', 'open'); DELETE FROM submission WHERE state IN ('queued', 'sending')",
}

/** Injures the store while no engine has it. */
export function injure(dataDir: string, injury: Injury): void {
  const database = new DatabaseSync(join(dataDir, 'parley.db'))
  try {
    database.exec(statements[injury])
  } finally {
    database.close()
  }
}
