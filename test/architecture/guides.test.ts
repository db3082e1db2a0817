import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot, readTree, type SourceFile } from './source-tree.ts'

const guides = [
  ...readTree('docs', ['.md']),
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].flatMap(name =>
    readTree('.', [`${name}`]).filter(({ path }) => path === name),
  ),
]

/** Paths that a guide cites: in code spans where they begin with a folder of ours, and in relative links. */
function citedPaths({ path, text }: SourceFile): readonly string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '')
  const spans = [...prose.matchAll(/`((?:src|test|demo|scripts|docs|\.github)\/[^`\s]*)`/g)].map(
    match => match[1] ?? '',
  )
  const links = [...prose.matchAll(/\]\((?!https?:|mailto:|#)([^)\s#]+)[^)]*\)/g)].map(match =>
    join(dirname(path), match[1] ?? ''),
  )
  return [...spans, ...links].map(cited => cited.replace(/[.,;:]+$/, '').replace(/\/?\*.*$/, ''))
}

const missing = (guide: SourceFile) =>
  citedPaths(guide)
    .filter(cited => !existsSync(join(projectRoot, cited)))
    .map(cited => `${guide.path} cites ${cited}`)

describe('guides', () => {
  it('cite paths that exist', () => {
    expect(guides.flatMap(citedPaths).length).toBeGreaterThan(10)
    expect(guides.flatMap(missing)).toEqual([])
  })

  it('would be caught citing one that does not', () => {
    expect(
      missing({
        path: 'docs/x.md',
        text: 'See `src/nowhere.ts` and [this](nowhere.md), but [not](https://a.example).',
      }),
    ).toEqual(['docs/x.md cites src/nowhere.ts', 'docs/x.md cites docs/nowhere.md'])
  })
})
