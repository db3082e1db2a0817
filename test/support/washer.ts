import type { WasherAnswer, WashRequest, WashResult } from '#shared/wash.ts'
import type { LaunchedParley } from './app.ts'
import { waitFor } from './wait-for.ts'

/** What most tests wash with. */
const plainLook: Omit<WashRequest, 'id' | 'html'> = {
  origin: 'mail://m/test',
  widthPx: 700,
  paper: 'light',
  images: false,
  quotes: 'shown',
  insist: true,
  locations: [],
  heading: null,
  imageWaitMs: 0,
}

/** The washer starts behind the window. */
async function washerReady(parley: LaunchedParley): Promise<void> {
  const isReady = () =>
    parley.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().some(
        ({ webContents }) => webContents.getURL().includes('washer') && !webContents.isLoading(),
      ),
    )
  await waitFor(isReady, { what: 'the washer' })
}

/** Washes HTML in the app's own washer, one after another: the real window, the real DOM. */
export async function washAll(
  parley: LaunchedParley,
  htmls: readonly string[],
  look: Partial<Omit<WashRequest, 'id' | 'html'>> = {},
): Promise<readonly WashResult[]> {
  await washerReady(parley)
  const requests = htmls.map((html, index) => ({ ...plainLook, ...look, html, id: -1 - index }))
  return parley.app.evaluate(async ({ BrowserWindow }, asked): Promise<readonly WashResult[]> => {
    const washer = BrowserWindow.getAllWindows().find(window =>
      window.webContents.getURL().includes('washer'),
    )
    if (washer === undefined) throw new Error('No washer')
    const { ipc } = washer.webContents
    const results: WashResult[] = []
    for (const request of asked) {
      results.push(
        await new Promise<WashResult>(resolve => {
          const listen = (_event: unknown, answer: WasherAnswer) => {
            if (answer.id !== request.id || answer.kind !== 'washed') return
            ipc.off('parley:washer-answer', listen)
            resolve(answer.result)
          }
          ipc.on('parley:washer-answer', listen)
          washer.webContents.send('parley:washer-message', { kind: 'wash', ...request })
        }),
      )
    }
    return results
  }, requests)
}

/** The HTML of washed documents; a document that washing refused is an empty string. */
export async function washedHtml(
  parley: LaunchedParley,
  htmls: readonly string[],
  look: Partial<Omit<WashRequest, 'id' | 'html'>> = {},
): Promise<readonly string[]> {
  return (await washAll(parley, htmls, look)).map(result => (result.ok ? result.html : ''))
}

/** An element of a document, as the washer's own parser reads it. */
export type ReadElement = {
  readonly tag: string
  readonly namespace: string
  readonly attributes: Readonly<Record<string, string>>
  /** Declarations of its style attribute, or of all rules of a style element, in the browser's words. */
  readonly css: string
}

/** Parses documents with the browser's parser and tells what is in them, and how they are written again. */
export function readDocuments(
  parley: LaunchedParley,
  htmls: readonly string[],
): Promise<readonly { readonly elements: readonly ReadElement[]; readonly again: string }[]> {
  return parley.app.evaluate(async ({ BrowserWindow }, documents) => {
    const washer = BrowserWindow.getAllWindows().find(window =>
      window.webContents.getURL().includes('washer'),
    )
    if (washer === undefined) throw new Error('No washer')
    const read = `(htmls => htmls.map(html => {
      const parsed = new DOMParser().parseFromString(html, 'text/html')
      const elements = [...parsed.querySelectorAll('*')].map(element => ({
        tag: element.localName,
        namespace: element.namespaceURI,
        attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
        css: element.localName === 'style' ? element.textContent : element.style?.cssText ?? '',
      }))
      return { elements, again: '<!doctype html>' + parsed.documentElement.outerHTML }
    }))(${JSON.stringify(documents)})`
    return washer.webContents.executeJavaScript(read)
  }, htmls)
}
