import { randomBytes } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import type { Session } from 'electron'
import { AppError } from '#shared/errors.ts'
import { type ImageSize, imageSize, mostPixels } from '#shared/image-size.ts'
import { rasterTypeOf } from '#shared/image-type.ts'

/** The scheme of previews; a sibling of mail's, with policies of its own. */
export const previewScheme = 'preview'
/** Where previews are served from. */
export const previewOrigin = `${previewScheme}://p`

type Served = { readonly path: string; readonly type: string }

/** Shows files of the blob store under an unguessable token each, good for this run only. */
export type PreviewProtocol = {
  /**
   * Offers a raster image as a page for a frame without scripts.
   *
   * @throws AppError `blocked` where the bytes are no raster image, `too-large` beyond 100 megapixels or 100 MB
   */
  readonly offerImage: (path: string) => Promise<ImageSize & { readonly url: string }>
  /** Offers a PDF to the viewer's own session. @throws AppError `too-large` */
  readonly offerPdf: (path: string) => Promise<string>
  readonly serve: (session: Session) => void
}

const keptFiles = 50
const headBytes = 1024 * 1024
const largestBytes = 100 * 1024 * 1024

/** The page of an image: the image and nothing else. Sizes are the frame's. */
const imagePage =
  '<!doctype html><meta charset="utf-8"><style>html,body{margin:0;height:100%;overflow:hidden}' +
  'img{display:block;width:100%;height:100%;object-fit:contain}</style><img alt="" src="file">'

/** Creates the scheme's side in the main process. */
export function createPreviewProtocol(): PreviewProtocol {
  const files = new Map<string, Served>()

  const keep = (file: Served): string => {
    const token = randomBytes(16).toString('hex')
    files.set(token, file)
    const oldest = files.keys().next().value
    if (files.size > keptFiles && oldest !== undefined) files.delete(oldest)
    return `${previewOrigin}/${token}/`
  }

  return {
    offerImage: async path => {
      const { head, sizeBytes } = await readHead(path)
      const type = rasterTypeOf(head)
      if (type === null) throw new AppError('blocked', 'not an image')
      const size = imageSize(head)
      if (size === null || size.widthPx === 0 || size.heightPx === 0) throw new AppError('unreadable')
      if (size.widthPx * size.heightPx > mostPixels || sizeBytes > largestBytes)
        throw new AppError('too-large')
      return { ...size, url: keep({ path, type }) }
    },
    offerPdf: async path => {
      const { sizeBytes } = await readHead(path)
      if (sizeBytes > largestBytes) throw new AppError('too-large')
      return `${keep({ path, type: 'application/pdf' })}document.pdf`
    },
    serve: session => {
      session.protocol.handle(previewScheme, async request => {
        const url = new URL(request.url)
        const [, token = '', name] = url.pathname.split('/')
        const file = url.host === 'p' ? files.get(token) : undefined
        if (file === undefined) return new Response(null, { status: 404 })
        if (file.type !== 'application/pdf' && name === '') return page(`${previewOrigin}/${token}/`)
        if (name !== 'file' && name !== 'document.pdf') return new Response(null, { status: 404 })
        return new Response(new Uint8Array(await readFile(file.path)), {
          headers: {
            'content-type': file.type,
            'x-content-type-options': 'nosniff',
            'cache-control': 'no-store',
          },
        })
      })
    },
  }
}

function page(own: string): Response {
  return new Response(imagePage, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; img-src ${own}; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; sandbox`,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    },
  })
}

async function readHead(path: string): Promise<{ readonly head: Buffer; readonly sizeBytes: number }> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const buffer = Buffer.alloc(Math.min(size, headBytes))
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
    return { head: buffer.subarray(0, bytesRead), sizeBytes: size }
  } finally {
    await file.close()
  }
}
