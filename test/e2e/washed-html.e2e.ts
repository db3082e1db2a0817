import { afterAll, beforeAll, expect, test } from 'vitest'
import { leakChannels } from '#test/fixtures/leak-channels.ts'
import { type LaunchedParley, launchParley } from '#test/support/app.ts'
import { corpusJson, corpusVectors } from '#test/support/hostile-vectors.ts'
import { readDocuments, washedHtml } from '#test/support/washer.ts'

/** What is left of hostile HTML, judged on the document itself: in the real washer. */
const leaks = leakChannels('https://leak.example/x')
const vectors = [...corpusVectors(), ...leaks]
let parley: LaunchedParley
let once: readonly string[] = []

beforeAll(async () => {
  parley = await launchParley()
  once = await washedHtml(parley, vectors)
}, 180_000)
afterAll(async () => {
  await parley?.close()
})

test('R-16: washing what is washed changes nothing, and the browser reads it back as it was written', async () => {
  // An image of our own scheme has no place in what senders write: it would not be kept a second time.
  const judged = once.flatMap((html, index) =>
    html === '' || html.includes('mail://m/') ? [] : [{ vector: vectors[index], html }],
  )
  const documents = judged.map(({ html }) => html)
  expect(documents.length).toBeGreaterThan(leaks.length * 0.9)
  const twice = await washedHtml(parley, documents)
  expect(judged.filter(({ html }, index) => twice[index] !== html)).toEqual([])
  const read = await readDocuments(parley, documents)
  expect(judged.filter(({ html }, index) => read[index]?.again !== html)).toEqual([])
})

test('R-13, R-15: nothing is left that submits, embeds, navigates or draws by itself', async () => {
  const read = await readDocuments(parley, once)
  const faults = read.flatMap(({ elements }, index) =>
    elements.flatMap(({ tag, namespace, attributes }) => {
      const wrong =
        namespace !== 'http://www.w3.org/1999/xhtml' || (!allowed.has(tag) && !isHarmlessUnknown(tag))
          ? [`<${tag}>`]
          : []
      const names = Object.keys(attributes).filter(
        name => name.startsWith('on') || forbiddenAttributes.has(name) || name.startsWith('xlink'),
      )
      return [...wrong, ...names].map(fault => ({ vector: vectors[index], fault }))
    }),
  )
  expect(faults).toEqual([])
})

test('R-15, R-19: what addresses are left are links of the web, of mail and of phones, and images of our own scheme', async () => {
  const read = await readDocuments(parley, once)
  const addresses = read.flatMap(({ elements }) =>
    elements.flatMap(({ tag, attributes }) =>
      ['href', 'src', 'cite', 'longdesc', 'usemap', 'srcset', 'data', 'background', 'poster']
        .filter(name => attributes[name] !== undefined)
        .map(name => `${tag} ${name} ${attributes[name]}`),
    ),
  )
  const odd = addresses.filter(
    address =>
      !/^a href (?:https?:\/\/|mailto:|tel:)/.test(address) &&
      !/^img src (?:mail:\/\/m\/|data:image\/(?:png|jpeg|gif|webp);base64,)/.test(address) &&
      !/^(?:blockquote|q|del|ins) cite (?:https?:\/\/|mailto:|cid:)/.test(address),
  )
  expect(odd).toEqual([])
})

test('R-17: every link opens through the main process only', async () => {
  const read = await readDocuments(parley, once)
  const links = read.flatMap(({ elements }) => elements.filter(({ tag }) => tag === 'a'))
  expect(links.length).toBeGreaterThan(0)
  for (const { attributes } of links)
    expect(attributes).toMatchObject({ target: '_blank', rel: 'noopener noreferrer nofollow' })
})

test('R-22: CSS keeps nothing that fetches, imports or leaves its place', async () => {
  const sheets = cssTexts(corpusJson('xss-roundcube/roundcube-css.json')).flatMap(css => [
    `<style>${css}</style><p class="x">Words</p>`,
    `<p style="${css.replaceAll('"', '&quot;')}">Words</p>`,
  ])
  const documents = [...once, ...(await washedHtml(parley, sheets))]
  const fetching =
    /url\s*\(|image-set|cross-fade|@import|@font-face|@namespace|@container|@property|expression\s*\(/i
  const placing =
    /(?:^|[;{\s])(?:position|z-index|behavior|-moz-binding|container(?:-type|-name)?|cursor)\s*:/i
  const read = await readDocuments(parley, documents)
  const css = read.flatMap(({ elements }, index) =>
    elements
      .filter(({ attributes }) => attributes['class'] !== 'parley-base')
      .map(element => ({ vector: [...vectors, ...sheets][index], css: element.css })),
  )
  expect(css.filter(one => fetching.test(one.css) || placing.test(one.css))).toEqual([])
})

test('R-22: a style sheet at the very beginning stays, without what is not harmless', async () => {
  const [html = ''] = await washedHtml(parley, [
    '<style>@import "https://leak.example/";p{color:rgb(1, 2, 3);background:url(https://leak.example/)}@media print{p{color:rgb(4, 5, 6)}}</style><p>Words</p>',
  ])
  expect(html).toContain('color: rgb(1, 2, 3)')
  expect(html).toContain('@media print')
  expect(html).not.toContain('leak.example')
})

test('R-23: no rule can ask for what an attribute holds, nor measure a container', async () => {
  const sheets = [
    'input[value^=a]{color:red}',
    'a[href*="secret"]{color:red}',
    '@container x (min-width:1px){p{color:red}}',
    '@font-face{font-family:leak;src:url(https://leak.example/f.woff)}p{font-family:leak}',
    ':has([title^=a]){color:red}',
  ]
  const washed = await washedHtml(
    parley,
    sheets.map(sheet => `<style>${sheet}</style><div style="container:x/inline-size"><p>Words</p></div>`),
  )
  const rest = washed.map(html => html.replace(/<style class="parley-base">[\s\S]*?<\/style>/, ''))
  for (const html of rest) {
    expect(html).toContain('Words')
    expect(html).not.toMatch(/\[(?:value|href|title)|@container|container|@font-face|leak\.example/)
  }
})

test('R-24: pictures in the text are small rasters, told by their bytes', async () => {
  const png = (width: number, height: number) => {
    const bytes = Buffer.from(pixel, 'base64')
    bytes.writeUInt32BE(width, 16)
    bytes.writeUInt32BE(height, 20)
    return bytes.toString('base64')
  }
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>').toString(
    'base64',
  )
  const image = (source: string) => `<p>Words</p><img alt="Picture" src="${source}">`
  const washed = await washedHtml(
    parley,
    [
      `data:image/png;base64,${pixel}`,
      `data:image/svg+xml;base64,${svg}`,
      `data:image/png;base64,${svg}`,
      `data:image/png;base64,${png(30_000, 30_000)}`,
      `data:image/png,${pixel}`,
      `data:text/html;base64,${svg}`,
      'file:///etc/passwd',
      '\\\\host\\share\\x.png',
      'https://leak.example/x.png',
    ].map(image),
  )
  expect(washed.map(html => /<img[^>]*src="([^"]{0,30})/.exec(html)?.[1] ?? null)).toEqual([
    'data:image/png;base64,iVBORw0K',
    ...Array.from({ length: 8 }, () => null),
  ])
  // Where a picture is missing, its words stand in its place.
  for (const html of washed.slice(1)) expect(html).toContain('>Picture</span>')
})

function cssTexts(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.map((entry: { payload: string }) => entry.payload) : []
}

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** Elements that say how words look, and no more. */
const allowed = new Set(
  'html head meta style body a abbr acronym address article aside b bdi bdo big blink blockquote br caption center cite code col colgroup content data dd del details dfn dir div dl dt em element figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd label legend li main mark menu menuitem nav nobr ol p pre q rp rt ruby s samp search section shadow small spacer span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr'.split(
    ' ',
  ),
)
/** Elements without behaviour that HTML doesn't know. */
const isHarmlessUnknown = (tag: string) => ['decorator', 'selectedcontent'].includes(tag)
const forbiddenAttributes = new Set(
  'id name ping download formaction action srcdoc srcset background poster autofocus tabindex accesskey contenteditable popover popovertarget draggable is part slot usemap http-equiv content'.split(
    ' ',
  ),
)
