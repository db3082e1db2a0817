import { readContent } from '#engine/store/content.ts'
import type { Store } from '#engine/store/database.ts'
import { findEmail } from '#engine/store/email-lookup.ts'
import { AppError } from '#shared/errors.ts'
import { readUnsubscribe } from '#shared/list-unsubscribe.ts'
import type { PostOneClick } from './post-one-click.ts'

/** Leaving the lists that send mail. */
export type Lists = {
  /**
   * Asks the list that sent an email to take the reader off, once; only after a click.
   *
   * The promise rejects with AppError `not-found` where the email names no one-click address, and as `PostOneClick` does.
   */
  readonly unsubscribe: (
    emailId: string,
    options: { readonly signal: AbortSignal },
  ) => Promise<Record<string, never>>
}

/** Wires leaving to the store: the address comes from the mail itself, never from the screen. */
export function createLists(deps: {
  readonly store: Pick<Store, 'reader'>
  readonly post: PostOneClick
}): Lists {
  const { store, post } = deps
  return {
    unsubscribe: async (emailId, { signal }) => {
      const email = findEmail(store.reader, emailId)
      if (email === null) throw new AppError('not-found', 'email')
      const content = readContent(store.reader, email.key)
      const way = content === null ? null : readUnsubscribe(content.headers)
      if (way?.kind !== 'one-click') throw new AppError('not-found', 'one-click address')
      await post(way.url, { signal })
      return {}
    },
  }
}
