/** What the choice of a data folder depends on. */
export type DataDirInput = {
  readonly platform: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
}

/**
 * Where this computer's Parley keeps its data when nobody says otherwise.
 *
 * The application and the command line must agree, so both ask here. Windows: local application data; macOS:
 * Application Support; elsewhere: the XDG data home.
 */
export function defaultDataDir(input: DataDirInput): string {
  const { platform, env, home } = input
  if (platform === 'win32') return `${env['LOCALAPPDATA'] ?? `${home}\\AppData\\Local`}\\Parley`
  if (platform === 'darwin') return `${home}/Library/Application Support/Parley`
  const xdg = env['XDG_DATA_HOME']
  return `${xdg?.startsWith('/') ? xdg : `${home}/.local/share`}/parley`
}
