import { describe, expect, it } from 'vitest'
import { cacheFolder } from './project.mjs'

describe('the cache folder', () => {
  it('follows each system', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/cache' }, 'linux')).toBe('/cache/parley')
    expect(cacheFolder({}, 'linux')).toMatch(/\/\.cache\/parley$/)
    expect(cacheFolder({}, 'darwin')).toMatch(/\/Library\/Caches\/Parley$/)
    expect(cacheFolder({ LOCALAPPDATA: '/local' }, 'win32')).toBe('/local/Parley/Cache')
  })
})
