import { describe, expect, it } from 'vitest'
import { judgeImport } from './rooms.ts'
import { findImports } from './source-text.ts'
import { demoFiles, isTest, resolveImport, type SourceFile, sourceFiles } from './source-tree.ts'

function judgeFile({ path, text }: SourceFile): readonly string[] {
  return findImports(text).flatMap(({ specifier, typeOnly }) => {
    const target = resolveImport(path, specifier)
    const asPath = /\?(?:modulePath|worker|url|asset)/.test(specifier)
    return judgeImport({ from: path, target, typeOnly, asPath }) ?? []
  })
}

/** One import in a file of a room. */
const seeded = (path: string, specifier: string, how = 'import { x } from') =>
  judgeFile({ path, text: `${how} '${specifier}'\n` })

describe('who may import whom', () => {
  it('finds the code it is about', () => {
    expect(sourceFiles.length).toBeGreaterThan(100)
    expect(sourceFiles.flatMap(({ text }) => findImports(text)).length).toBeGreaterThan(300)
  })

  it('holds in the product', () => {
    expect(sourceFiles.filter(({ path }) => !isTest(path)).flatMap(judgeFile)).toEqual([])
  })

  it('holds in the demo', () => {
    expect(demoFiles.filter(({ path }) => !isTest(path)).flatMap(judgeFile)).toEqual([])
  })
})

describe('the import table can fail', () => {
  it.each([
    ['src/shared/mail.ts', 'node:fs'],
    ['src/shared/mail.ts', 'zod'],
    ['src/shared/mail.ts', '#engine/log.ts'],
    ['src/preload/index.ts', '#engine/log.ts'],
    ['src/main/index.ts', '#engine/engine.ts'],
    ['src/main/shell/window.ts', '#engine/store/emails.ts'],
    ['src/main/shell/window.ts', '#preload/index.ts'],
    ['src/main/engine/mail/imap/fetch.ts', '#engine/store/emails.ts'],
    ['src/main/engine/mail/imap/fetch.ts', '#engine/log.ts'],
    ['src/main/engine/mail/remote/image.ts', 'electron'],
    ['src/main/engine/store/emails.ts', '#engine/queue/queue.ts'],
    ['src/main/engine/queue/queue.ts', 'kysely'],
    ['src/main/engine/queue/queue.ts', '#engine/sync/push.ts'],
    ['src/main/engine/sync/apply.ts', '#engine/outbox/submit.ts'],
    ['src/main/engine/sync/apply.ts', 'better-sqlite3'],
    ['src/main/engine/outbox/submit.ts', '#engine/mail/imap/fetch.ts'],
    ['src/main/engine/conversations/archive.ts', '#engine/mail/mime/parse.ts'],
    ['src/main/engine/accounts/accounts.ts', '#engine/sync/supervisor.ts'],
    ['src/main/engine/handlers/sync.ts', '#shell/window.ts'],
    ['src/main/engine/newcomer/x.ts', '#shared/mail.ts'],
    ['src/main/other.ts', '#shared/mail.ts'],
    ['src/renderer/ui/Button.tsx', '#shared/mail.ts'],
    ['src/renderer/ui/Button.tsx', '#renderer/stores/toasts.ts'],
    ['src/renderer/ui/Button.tsx', '#renderer/i18n/messages.ts'],
    ['src/renderer/stores/toasts.ts', '#renderer/api/client.ts'],
    ['src/renderer/api/client.ts', '#renderer/stores/toasts.ts'],
    ['src/renderer/api/client.ts', '#preload/api.ts'],
    ['src/renderer/features/thread/Thread.tsx', '#renderer/features/overview/Page.tsx'],
    ['src/renderer/features/overview/Page.tsx', '#renderer/features/composer/Composer.tsx'],
    ['src/renderer/features/thread/Thread.tsx', '#renderer/app/App.tsx'],
    ['src/renderer/features/thread/Thread.tsx', 'node:fs'],
    ['src/renderer/features/thread/Thread.tsx', '#engine/events.ts'],
    ['src/renderer/i18n/messages.ts', '#renderer/stores/toasts.ts'],
    ['demo/server.ts', '#engine/log.ts'],
    ['demo/server.ts', '../src/main/engine/log.ts'],
  ])('%s may not import %s', (path, specifier) => {
    expect(seeded(path, specifier)).toHaveLength(1)
  })

  it.each([
    ['src/main/engine/outbox/submit.ts', '#engine/mail/smtp/submit.ts'],
    ['src/main/engine/sync/apply.ts', '#engine/events.ts'],
    ['src/main/engine/engine.ts', '#engine/sync/supervisor.ts'],
    ['src/main/cli.ts', '#engine/engine.ts'],
    ['src/renderer/features/thread/Thread.tsx', '#renderer/features/composer/Composer.tsx'],
    ['src/renderer/features/thread/Thread.tsx', './Card.tsx'],
    ['src/renderer/app/App.tsx', '#renderer/features/thread/Thread.tsx'],
    ['src/main/shell/engine-host.ts', '../engine/process.ts?modulePath'],
  ])('%s may import %s', (path, specifier) => {
    expect(seeded(path, specifier)).toEqual([])
  })

  it('tells types from values where that decides', () => {
    const path = 'src/renderer/ui/Row.tsx'
    expect(seeded(path, '#shared/mail.ts', 'import type { Email } from')).toEqual([])
    expect(seeded(path, '#shared/mail.ts', 'import { type Email } from')).toHaveLength(1)
  })

  it('sees every kind of import', () => {
    const path = 'src/main/engine/mail/x.ts'
    for (const text of [
      "import {\n  a,\n  type b,\n} from '#engine/store/x.ts'\n",
      "import '#engine/store/x.ts'\n",
      "export { a } from '#engine/store/x.ts'\n",
      "export * from '#engine/store/x.ts'\n",
      "const x = await import('#engine/store/x.ts')\n",
      'import type { a } from "#engine/store/x.ts"\n',
    ])
      expect(judgeFile({ path, text }), text).toHaveLength(1)
    for (const text of [
      "// import { a } from '#engine/store/x.ts'\n",
      "const text = `\nimport { a } from '#engine/store/x.ts'`\n",
    ])
      expect(judgeFile({ path, text }), text).toEqual([])
  })
})
