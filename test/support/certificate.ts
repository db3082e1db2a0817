import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** PEM texts and the files that hold them. */
export type TestCertificate = {
  readonly ca: string
  readonly cert: string
  readonly key: string
  readonly caPath: string
  readonly certPath: string
  readonly keyPath: string
}

export type CertificateOptions = {
  /** Names and addresses the certificate is valid for; default localhost and 127.0.0.1. */
  readonly hosts?: readonly string[]
  /** A certificate whose time has passed. */
  readonly expired?: boolean
  /** A certificate whose time is still to come: what a computer sees whose clock is behind. */
  readonly early?: boolean
}

const isAddress = (host: string) => /^[\d.]+$|:/.test(host)

/** Makes a certificate authority and a server certificate signed by it, with the openssl command. */
export async function createCertificate(
  folder: string,
  options: CertificateOptions = {},
): Promise<TestCertificate> {
  const hosts = options.hosts ?? ['localhost', '127.0.0.1']
  const at = (name: string) => join(folder, name)
  const caPath = at('ca.pem')
  const certPath = at('server.pem')
  const keyPath = at('server.key')
  await writeFile(at('openssl.cnf'), configText(folder, hosts))
  const config = ['-config', at('openssl.cnf')]
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-sha256']
  await run('openssl', [
    ...['req', '-x509', ...newKey, ...config, '-days', '30', '-extensions', 'authority'],
    ...['-subj', '/CN=Parley test authority', '-keyout', at('ca.key'), '-out', caPath],
  ])
  const name = `/CN=${hosts[0] ?? 'localhost'}`
  const period = options.expired
    ? ['-startdate', '20200101000000Z', '-enddate', '20210101000000Z']
    : options.early
      ? ['-startdate', '20980101000000Z', '-enddate', '20990101000000Z']
      : ['-days', '30']
  await run('openssl', [
    'req',
    '-new',
    ...newKey,
    ...config,
    '-subj',
    name,
    '-keyout',
    keyPath,
    '-out',
    at('server.csr'),
  ])
  await writeFile(at('index.txt'), '')
  await run('openssl', [
    ...['ca', '-batch', '-notext', ...config, ...period, '-extensions', 'server'],
    ...['-in', at('server.csr'), '-out', certPath, '-cert', caPath, '-keyfile', at('ca.key')],
  ])
  const [ca, cert, key] = await Promise.all([caPath, certPath, keyPath].map(path => readFile(path, 'utf8')))
  return { ca: ca ?? '', cert: cert ?? '', key: key ?? '', caPath, certPath, keyPath }
}

function configText(folder: string, hosts: readonly string[]): string {
  const names = hosts.map(host => `${isAddress(host) ? 'IP' : 'DNS'}:${host}`).join(',')
  return `[req]
distinguished_name = name
[name]
[authority]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[server]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = ${names}
[ca]
default_ca = here
[here]
new_certs_dir = ${folder}
database = ${folder}/index.txt
rand_serial = yes
default_md = sha256
policy = any
[any]
commonName = supplied
`
}
