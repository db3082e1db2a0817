import { readdirSync } from 'node:fs'
import { defineConfig, type OxlintOverride } from 'oxlint'

/**
 * Who may import whom: the table of docs/architecture.md, written as code. What is absent fails.
 *
 * Patterns are read like .gitignore: everything is forbidden, then the lines with `!` let things in.
 * A package has to be let in too, so that (say) IMAP stays in engine/mail.
 */
const everything = ['**', '!./**', '!../**', '../../**']
const node = ['node:*', 'node:*/**']
const shared = ['#shared/**']

type Layer = {
  readonly files: readonly string[]
  readonly may: readonly string[]
  /** Reachable with `import type` only. */
  readonly types?: readonly string[]
  /** Neighbours by path that are another layer. */
  readonly butNot?: readonly string[]
  readonly says: string
}

const engineFolder = (name: string, others: readonly string[], packages: readonly string[] = []): Layer => ({
  files: [`src/main/engine/${name}/**`],
  may: [
    ...node,
    ...shared,
    ...['attention.ts', 'events.ts', 'log.ts', 'async.ts'].map(file => `#engine/${file}`),
    ...[name, ...others].map(folder => `#engine/${folder}/**`),
    ...packages,
  ],
  says: `engine/${name} may import ${['shared', name, ...others].join(', ')}`,
})

const react = ['react', 'react/**', 'react-dom', 'react-dom/**']
const screen = [...react, '@base-ui/**', 'lucide-react', '@tanstack/*', 'zustand', 'zustand/**', '@lingui/**']
const mime = [
  'libmime',
  'libmime/**',
  'libqp',
  'iconv-lite',
  'mailparser',
  'nodemailer',
  'nodemailer/**',
  'html-to-text',
  'file-type',
]

const feature = (name: string, others: readonly string[] = [], packages: readonly string[] = []): Layer => ({
  files: [`src/renderer/features/${name}/**`],
  may: [
    ...shared,
    ...['ui', 'stores', 'api', 'i18n', 'actions', `features/${name}`, ...others].map(
      folder => `#renderer/${folder}/**`,
    ),
    ...screen,
    ...packages,
  ],
  says: `features/${name} may import shared, ui, stores, api, actions and its own folder`,
})

const features = readdirSync(new URL('src/renderer/features', import.meta.url))
const mayUseComposer = ['thread', 'new-conversation']
/** What only the composer needs: an editor, emoji, and the washing of what is pasted. */
const editorPackages = ['@tiptap/**', 'dompurify', 'frimousse', 'emojibase-data/**']

const layers: readonly Layer[] = [
  { files: ['src/**'], may: [], butNot: ['./**', '../**'], says: 'the import table knows no such folder' },
  {
    files: ['src/shared/**'],
    may: [...shared, 'tldts'],
    says: 'shared is pure: no Node, no DOM, no Electron, and of packages only the list of public suffixes',
  },
  {
    files: ['src/preload/**'],
    may: [...shared, '#preload/**', 'electron', 'dompurify'],
    says: 'preload may import shared and electron',
  },
  {
    files: ['src/main/index.ts', 'src/main/shell/**'],
    may: [...node, ...shared, '#shell/**', 'electron', 'zod'],
    types: ['#preload/api.ts'],
    butNot: ['./engine/**'],
    says: 'the shell may import shared, shell and electron; the engine only as a module path',
  },
  {
    files: ['src/main/cli.ts', 'src/main/cli/**'],
    may: [...node, ...shared, '#engine/**', '#demo/**'],
    says: 'the command line may import the engine and shared, never electron',
  },
  {
    files: ['src/main/engine/*.ts'],
    may: [...node, ...shared, '#engine/*.ts'],
    butNot: ['./*/**'],
    says: "a file beside the engine's folders may import shared and its neighbours",
  },
  {
    files: ['src/main/engine/{engine,process,handlers}.ts', 'src/main/engine/handlers/**'],
    may: [...node, ...shared, '#engine/**', 'zod'],
    says: 'handlers and the wiring may import the whole engine, never electron',
  },
  engineFolder('mail', [], [...mime, 'imapflow', 'imapflow/**', 'fast-xml-parser', 'zod']),
  engineFolder('ai', [], ['zod']),
  engineFolder('credentials', [], ['@napi-rs/keyring', 'zod']),
  engineFolder('sources', []),
  engineFolder('notifications', []),
  engineFolder('store', [], ['kysely', 'kysely/**', 'better-sqlite3', 'zod']),
  engineFolder('queue', ['store']),
  engineFolder('sync', ['store', 'queue', 'mail', 'sources', 'credentials', 'notifications']),
  engineFolder('outbox', ['store', 'queue', 'mail/mime', 'mail/smtp', 'credentials']),
  engineFolder('attachments', ['store', 'mail/mime'], ['file-type', 'ical.js']),
  engineFolder('lists', ['store', 'mail']),
  engineFolder('search', ['store', 'mail']),
  engineFolder('conversations', ['store', 'queue']),
  engineFolder('contacts', ['store', 'queue']),
  engineFolder('overview', ['store', 'queue']),
  engineFolder('accounts', ['store', 'mail', 'credentials']),
  {
    files: ['src/renderer/app/**', 'src/renderer/*.{ts,tsx}'],
    may: [...shared, '#renderer/**', ...screen, '@fontsource-variable/**'],
    types: ['#preload/api.ts'],
    says: 'the renderer reaches Node and Electron only through preload',
  },
  {
    files: ['src/renderer/ui/**'],
    may: ['#renderer/ui/**', ...react, '@base-ui/**', 'lucide-react', '@tanstack/react-virtual'],
    types: shared,
    says: 'ui may import ui and types of shared: primitives know no data',
  },
  {
    files: ['src/renderer/stores/**'],
    may: [...shared, '#renderer/stores/**', ...react, 'zustand', 'zustand/**'],
    says: 'stores may import shared and their own folder',
  },
  {
    files: ['src/renderer/api/**'],
    may: [...shared, '#renderer/api/**', ...react, '@tanstack/react-query'],
    types: ['#preload/api.ts'],
    says: 'api may import shared and its own folder',
  },
  {
    files: ['src/renderer/actions/**'],
    may: [
      ...shared,
      ...['ui', 'stores', 'api', 'i18n', 'actions'].map(folder => `#renderer/${folder}/**`),
      ...screen,
    ],
    says: 'actions may import shared, ui, stores, api and its own folder: every feature offers them',
  },
  ...features.map(name =>
    feature(
      name,
      mayUseComposer.includes(name) ? ['features/composer'] : [],
      name === 'composer' ? editorPackages : [],
    ),
  ),
  {
    files: ['src/renderer/i18n/**'],
    may: [...shared, '#renderer/i18n/**', ...react, '@lingui/**'],
    says: 'i18n may import shared and its own folder',
  },
  {
    files: ['src/renderer/washer/**'],
    may: [...shared, '#renderer/washer/**', 'dompurify'],
    says: 'the washer stands alone: shared, its own folder and DOMPurify',
  },
  {
    files: ['demo/**'],
    may: [
      ...node,
      ...shared,
      '#demo/**',
      ...mime,
      'postal-mime',
      'hoodiecrow-imap',
      'hoodiecrow-imap/**',
      'smtp-server',
      'postal-mime',
    ],
    says: 'the demo is a mail server of its own: it may import shared and demo',
  },
  { files: ['scripts/**'], may: node, says: 'scripts run before anything is installed: only node: modules' },
]

/** Nothing climbs twice, so that the patterns above see every layer by its alias. */
const noClimbing = {
  group: ['../../**'],
  message: 'use an alias: #shared, #engine, #shell, #renderer, #demo, #test',
}

/** As a regular expression, because a group that lets an import in overrules every other group. */
const asRegex = (pattern: string) => `^${pattern.replace('.', '\\.').replace('**', '')}`

const limit = ({ may, types = [], butNot = [], says }: Layer): ['error', object] => [
  'error',
  {
    patterns: [
      ...types.map(type => ({
        regex: asRegex(type),
        allowTypeImports: true,
        message: `${says} (here: import type)`,
      })),
      {
        group: [...everything, ...[...may, ...types].map(pattern => `!${pattern}`), ...butNot],
        message: says,
      },
    ],
  },
]

const limits: readonly OxlintOverride[] = layers.map(layer => ({
  files: [...layer.files],
  rules: { 'no-restricted-imports': limit(layer) },
}))

const staysInside: OxlintOverride = {
  files: [
    'src/{shared,preload}/*',
    'src/main/shell/*',
    'src/main/engine/*/*',
    'src/renderer/{app,actions,ui,stores,api,i18n,washer}/*',
    'src/renderer/features/*/*',
    'demo/*',
  ],
  rules: { 'import/no-relative-parent-imports': 'error' },
}

const tests: OxlintOverride = {
  files: ['**/*.test.{ts,tsx,mjs}'],
  rules: { 'no-restricted-imports': ['error', { patterns: [noClimbing] }] },
}

export default defineConfig({
  plugins: ['import'],
  categories: { correctness: 'off' },
  ignorePatterns: ['node_modules', 'out', 'release', 'scripts/bring/fallback-loader'],
  rules: {
    'import/no-cycle': ['error', { ignoreTypes: true }],
    'no-restricted-imports': ['error', { patterns: [noClimbing] }],
  },
  overrides: [...limits, staysInside, tests],
})
