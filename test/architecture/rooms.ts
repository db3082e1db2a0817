/**
 * The import table of architecture.md, "Who may import whom".
 *
 * A room is named by its path below `src` (without `main/` for the engine). What is absent fails.
 */

const engineFolders = [
  'engine/mail',
  'engine/ai',
  'engine/credentials',
  'engine/sources',
  'engine/notifications',
  'engine/store',
  'engine/queue',
  'engine/sync',
  'engine/outbox',
  'engine/conversations',
  'engine/contacts',
  'engine/overview',
  'engine/accounts',
  'engine/attachments',
  'engine/lists',
  'engine/search',
] as const

const engineFiles = ['engine/attention', 'engine/events', 'engine/log', 'engine/async'] as const

/** The room of a file, or undefined where the table knows none. */
function roomOf(path: string): string | undefined {
  const parts = path.split('/')
  const [top, second = '', third = ''] = parts
  if (top === 'demo' || top === 'test') return top
  if (top !== 'src') return undefined
  if (second === 'shared' || second === 'preload') return second
  if (second === 'renderer') return rendererRoom(parts)
  if (second !== 'main') return undefined
  if (third === 'index.ts') return 'main/index'
  if (third === 'shell') return 'main/shell'
  if (third === 'cli.ts' || third === 'cli') return 'engine/wiring'
  return third === 'engine' ? engineRoom(parts) : undefined
}

function engineRoom(parts: readonly string[]): string | undefined {
  const [, , , name = '', below] = parts
  if (below === undefined) {
    const file = `engine/${name.replace(/\.ts$/, '')}`
    return engineFiles.some(known => known === file) ? file : 'engine/wiring'
  }
  const folder = `engine/${name}`
  return folder === 'engine/handlers' || engineFolders.some(known => known === folder) ? folder : undefined
}

function rendererRoom(parts: readonly string[]): string | undefined {
  const [, , name = '', feature, below] = parts
  if (feature === undefined) return 'renderer/app'
  if (name === 'features') return below === undefined ? undefined : `renderer/features/${feature}`
  return ['app', 'actions', 'api', 'stores', 'ui', 'i18n', 'washer'].includes(name)
    ? `renderer/${name}`
    : undefined
}

/** What a room may import beside itself. A name with a trailing slash stands for every path below it. */
const table: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  preload: ['shared'],
  'main/index': ['shared', 'main/shell'],
  'main/shell': ['shared'],
  'engine/attention': ['shared'],
  'engine/events': ['shared'],
  'engine/log': ['shared'],
  'engine/async': ['shared'],
  'engine/mail': ['shared'],
  'engine/ai': ['shared'],
  'engine/credentials': ['shared'],
  'engine/sources': ['shared'],
  'engine/notifications': ['shared'],
  'engine/store': ['shared'],
  'engine/queue': ['shared', 'engine/store'],
  'engine/sync': [
    'shared',
    'engine/store',
    'engine/queue',
    'engine/mail',
    'engine/sources',
    'engine/credentials',
    'engine/notifications',
    'engine/attention',
    'engine/events',
  ],
  'engine/outbox': [
    'shared',
    'engine/store',
    'engine/queue',
    'engine/mail/mime/',
    'engine/mail/smtp/',
    'engine/credentials',
    'engine/events',
  ],
  'engine/conversations': ['shared', 'engine/store', 'engine/queue'],
  'engine/attachments': ['shared', 'engine/store', 'engine/mail/mime/'],
  'engine/lists': ['shared', 'engine/store', 'engine/mail/'],
  'engine/search': ['shared', 'engine/store', 'engine/mail/imap/'],
  'engine/contacts': ['shared', 'engine/store', 'engine/queue'],
  'engine/overview': ['shared', 'engine/store', 'engine/queue'],
  'engine/accounts': ['shared', 'engine/store', 'engine/mail', 'engine/credentials'],
  'engine/handlers': ['shared', ...engineFolders, ...engineFiles, 'engine/wiring'],
  'engine/wiring': ['shared', ...engineFolders, ...engineFiles, 'engine/handlers'],
  'renderer/ui': ['types of shared'],
  'renderer/i18n': ['shared'],
  'renderer/washer': ['shared'],
  'renderer/stores': ['shared'],
  'renderer/api': ['shared', 'types of preload'],
  'renderer/actions': ['shared', 'renderer/ui', 'renderer/stores', 'renderer/api', 'renderer/i18n'],
  'renderer/app': ['shared', 'types of preload', 'renderer/'],
  demo: ['shared'],
}

/** Both rooms speak preload's types: the shell answers what it declares. */
const typesOfPreload = ['main/shell', 'main/index']

/** Packages without Node, DOM or state of their own: as pure as what shared holds itself. */
const purePackages: readonly string[] = ['tldts']

const featureImports = [
  'shared',
  'renderer/ui',
  'renderer/stores',
  'renderer/api',
  'renderer/i18n',
  'renderer/actions',
]
const mayUseComposer = ['renderer/features/thread', 'renderer/features/new-conversation']

/** Packages that only these rooms may import. */
const packageRooms: Readonly<Record<string, readonly string[]>> = {
  electron: ['main/index', 'main/shell', 'preload'],
  kysely: ['engine/store'],
  'better-sqlite3': ['engine/store'],
  imapflow: ['engine/mail'],
  nodemailer: ['engine/mail'],
  mailparser: ['engine/mail'],
  'postal-mime': ['engine/mail'],
  '@napi-rs/keyring': ['engine/credentials'],
  zod: ['engine/handlers', 'engine/ai', 'engine/wiring', 'engine/credentials', 'engine/store', 'main/shell'],
  react: ['renderer/'],
  'react-dom': ['renderer/'],
  // The composer washes what is pasted before its editor sees it.
  dompurify: ['renderer/washer', 'renderer/app', 'renderer/features/composer'],
}

export type ImportToJudge = {
  readonly from: string
  readonly target: { readonly path: string } | { readonly package: string }
  readonly typeOnly: boolean
  /** The import yields a path, not the module: `?modulePath`. */
  readonly asPath: boolean
}

/** Says why an import is not allowed, or nothing. */
export function judgeImport({ from, target, typeOnly, asPath }: ImportToJudge): string | undefined {
  const room = roomOf(from)
  if (room === undefined) return `${from}: the import table knows no such room`
  if ('package' in target) return judgePackage(from, room, target.package)
  const to = roomOf(target.path)
  if (to === undefined) return `${from}: ${target.path} is in no room of the table`
  if (to === room) return undefined
  if (asPath && (room === 'main/index' || room === 'main/shell')) return undefined
  const allowed = allowedFrom(room)
  const fits = allowed.some(entry => {
    if (entry.startsWith('types of ')) return typeOnly && to === entry.slice('types of '.length)
    if (entry.endsWith('/')) return `${target.path.replace(/^src\/(?:main\/)?/, '')}/`.startsWith(entry)
    return entry === to
  })
  return fits ? undefined : `${from}: ${room} may not import ${to} (${target.path})`
}

function allowedFrom(room: string): readonly string[] {
  if (room.startsWith('renderer/features/'))
    return mayUseComposer.includes(room) ? [...featureImports, 'renderer/features/composer'] : featureImports
  return [...(table[room] ?? []), ...(typesOfPreload.includes(room) ? ['types of preload'] : [])]
}

function judgePackage(from: string, room: string, name: string): string | undefined {
  if (name.startsWith('node:') && (room === 'shared' || room.startsWith('renderer/')))
    return `${from}: ${room} knows no Node (${name})`
  if (room === 'shared' && !purePackages.includes(name)) return `${from}: shared is pure TypeScript (${name})`
  const rooms = packageRooms[name]
  if (rooms === undefined || room === 'demo') return undefined
  const fits = rooms.some(entry => (entry.endsWith('/') ? `${room}/`.startsWith(entry) : entry === room))
  return fits ? undefined : `${from}: ${name} belongs to ${rooms.join(', ')}`
}
