let loading: Promise<typeof import('./Composer.tsx')> | undefined

/** The composer with its editor, which is large: fetched once, when somebody is about to write. */
export function loadComposer(): Promise<typeof import('./Composer.tsx')> {
  loading ??= import('./Composer.tsx')
  return loading
}
