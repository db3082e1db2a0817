import { z } from 'zod'
import type { Credentials } from '#engine/credentials/credentials.ts'
import type { HandlersOf } from './handler.ts'
import { newPassphrase, nothing, password } from './schemas.ts'

/** Where secrets live: the keychain, tried again, or a vault. */
export function secretHandlers(credentials: Pick<Credentials, 'createVault' | 'unlockVault' | 'retry'>) {
  return {
    'secrets/create-vault': {
      schema: z.strictObject({ passphrase: newPassphrase }),
      handle: params => credentials.createVault(params.passphrase),
    },
    'secrets/unlock-vault': {
      schema: z.strictObject({ passphrase: password }),
      handle: params => credentials.unlockVault(params.passphrase),
    },
    'secrets/retry': { schema: nothing, handle: (_params, { signal }) => credentials.retry({ signal }) },
  } satisfies HandlersOf<'secrets/create-vault' | 'secrets/unlock-vault' | 'secrets/retry'>
}
