import { createCipheriv, createDecipheriv, randomBytes, type ScryptOptions, scrypt } from 'node:crypto'
import { existsSync } from 'node:fs'
import { open, readFile, rename } from 'node:fs/promises'
import { AppError } from '#shared/errors.ts'

/** Secrets by name, encrypted with a passphrase: for computers without a keychain, only where the user asked for it. */
export type VaultFile = {
  readonly exists: () => boolean
  readonly locked: () => boolean
  readonly create: (passphrase: string, secrets: ReadonlyMap<string, string>) => Promise<void>
  /** @throws AppError `passphrase-wrong`; `unreadable` where the file is damaged */
  readonly unlock: (passphrase: string) => Promise<void>
  /** @throws AppError `secret-store-locked` */
  readonly get: (name: string) => string | null
  /** Writes a copy and renames it over the old one; `null` removes. */
  readonly change: (changes: ReadonlyMap<string, string | null>) => Promise<void>
}

/** 64 MB and two rounds: about half a second once per start, and too dear for guessing on graphics cards. */
const cost = { N: 65_536, r: 8, p: 2, maxmem: 128 * 1024 * 1024 } as const satisfies ScryptOptions
const associated = Buffer.from('parley-vault-1')

type Sealed = {
  readonly version: 1
  readonly salt: string
  readonly iv: string
  readonly tag: string
  readonly data: string
}
type Opened = { readonly key: Buffer; readonly salt: Buffer; readonly secrets: Map<string, string> }

/**
 * The passphrase vault: scrypt (RFC 7914) for the key, AES-256-GCM for the content, one file with mode 0600.
 *
 * The key stays in memory while the engine runs; each write draws a new nonce. `cost` is for tests only.
 */
export function createVaultFile(deps: { readonly path: string; readonly cost?: ScryptOptions }): VaultFile {
  const options = deps.cost ?? cost
  let opened: Opened | null = null
  let writing: Promise<void> = Promise.resolve()

  const write = ({ key, salt }: Opened, secrets: ReadonlyMap<string, string>) => {
    const sealed = seal(key, salt, secrets)
    const next = writing.then(() => replaceFile(deps.path, JSON.stringify(sealed)))
    writing = next.catch(() => undefined)
    return next
  }
  return {
    exists: () => existsSync(deps.path),
    locked: () => opened === null,
    create: async (passphrase, secrets) => {
      if (existsSync(deps.path)) throw new AppError('invalid-request', 'there is a vault already')
      const salt = randomBytes(16)
      const fresh = { key: await deriveKey(passphrase, salt, options), salt, secrets: new Map(secrets) }
      await write(fresh, fresh.secrets)
      opened = fresh
    },
    unlock: async passphrase => {
      const sealed = readSealed(await readFile(deps.path, 'utf8'))
      const salt = Buffer.from(sealed.salt, 'base64')
      const key = await deriveKey(passphrase, salt, options)
      opened = { key, salt, secrets: unseal(key, sealed) }
    },
    get: name => {
      if (opened === null) throw new AppError('secret-store-locked')
      return opened.secrets.get(name) ?? null
    },
    change: async changes => {
      if (opened === null) throw new AppError('secret-store-locked')
      const { secrets } = opened
      for (const [name, secret] of changes) {
        if (secret === null) secrets.delete(name)
        else secrets.set(name, secret)
      }
      await write(opened, secrets)
    },
  }
}

function deriveKey(passphrase: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, 32, options, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}

function seal(key: Buffer, salt: Buffer, secrets: ReadonlyMap<string, string>): Sealed {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(associated)
  const data = Buffer.concat([cipher.update(JSON.stringify([...secrets]), 'utf8'), cipher.final()])
  const text = (bytes: Buffer) => bytes.toString('base64')
  return { version: 1, salt: text(salt), iv: text(iv), tag: text(cipher.getAuthTag()), data: text(data) }
}

function unseal(key: Buffer, sealed: Sealed): Map<string, string> {
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.iv, 'base64'), {
    authTagLength: 16,
  })
  decipher.setAAD(associated).setAuthTag(Buffer.from(sealed.tag, 'base64'))
  let plain: string
  try {
    plain = Buffer.concat([decipher.update(Buffer.from(sealed.data, 'base64')), decipher.final()]).toString(
      'utf8',
    )
  } catch (cause) {
    throw new AppError('passphrase-wrong', undefined, { cause })
  }
  const entries: unknown = JSON.parse(plain)
  return new Map(Array.isArray(entries) ? entries : [])
}

function readSealed(text: string): Sealed {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new AppError('unreadable', 'vault', { cause })
  }
  if (!isSealed(value)) throw new AppError('unreadable', 'vault')
  return value
}

function isSealed(value: unknown): value is Sealed {
  if (typeof value !== 'object' || value === null) return false
  const { version, salt, iv, tag, data } = value as Readonly<Record<keyof Sealed, unknown>>
  const bytes = (text: unknown, length: number) =>
    typeof text === 'string' && Buffer.from(text, 'base64').length === length
  return version === 1 && bytes(salt, 16) && bytes(iv, 12) && bytes(tag, 16) && typeof data === 'string'
}

async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.new`
  const file = await open(temporary, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(temporary, path)
}
