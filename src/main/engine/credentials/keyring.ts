import type { OpenEntry } from './keychain.ts'

/**
 * Opens entries through the operating system: Keychain, Credential Manager, or on Linux the Secret Service only.
 *
 * The library's default on Linux falls back silently to the kernel's keyring, which forgets at reboot: so the store is
 * pinned. It is loaded at first use, because without D-Bus the constructor already throws.
 */
export const openKeyringEntry: OpenEntry = async (service, name) => {
  const { AsyncEntry } = await import('@napi-rs/keyring')
  return new AsyncEntry(service, name, { linux: { store: 'secret-service' } })
}

/** The store's name as people know it on this platform. */
export function keychainName(platform: string): string {
  if (platform === 'darwin') return 'Keychain'
  if (platform === 'win32') return 'Credential Manager'
  return 'Secret Service'
}
