/**
 * Whether a host name can only mean this computer: the one place where a connection may go without TLS.
 *
 * `localhost` and its subdomains (RFC 6761 §6.3), 127.0.0.0/8 and ::1. The name alone decides; nothing is resolved.
 */
export function isLoopbackHost(host: string): boolean {
  const name = host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '::1' ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name)
  )
}
