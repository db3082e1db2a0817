import { describe, expect, it } from 'vitest'
import { findLockFaults } from './lock-file.mjs'

const manifest = { dependencies: { tool: '1.0.0' }, devDependencies: {} }
const entry = { version: '1.0.0', integrity: 'sha512-x' }
const lock = (packages: object) => ({ lockfileVersion: 3, packages: { '': manifest, ...packages } })

describe('the lock file check', () => {
  it('accepts a complete lock', () => {
    const complete = lock({
      'node_modules/tool': { ...entry, optionalDependencies: { 'tool-mac': '1.0.0' } },
      'node_modules/tool/node_modules/tool-mac': { ...entry, optional: true },
    })
    expect(findLockFaults(manifest, complete)).toEqual([])
  })

  it('names an optional platform package that npm left out', () => {
    const incomplete = lock({
      'node_modules/tool': { ...entry, optionalDependencies: { 'tool-mac': '1.0.0' } },
    })
    expect(findLockFaults(manifest, incomplete)).toEqual([
      'node_modules/tool needs tool-mac, which is not in the lock',
    ])
  })

  it('finds what is hoisted above a nested package', () => {
    const nested = lock({
      'node_modules/tool': entry,
      'node_modules/a': entry,
      'node_modules/tool/node_modules/b': { ...entry, dependencies: { a: '^1.0.0' } },
    })
    expect(findLockFaults(manifest, nested)).toEqual([])
  })

  it('refuses a range in package.json and a host in the lock', () => {
    const loose = { dependencies: { tool: '^1.0.0' } }
    const named = lock({ 'node_modules/tool': { ...entry, resolved: 'https://host.test/tool.tgz' } })
    expect(findLockFaults(loose, named)).toEqual([
      'package.json: tool is not pinned exactly (^1.0.0)',
      'tool is ^1.0.0 in package.json and 1.0.0 in the lock',
      'node_modules/tool names the host it came from (resolved)',
    ])
  })
})
