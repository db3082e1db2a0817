/**
 * The bridge of the screen: a few functions, no Node, no paths, no generic door.
 *
 * It holds the MessagePort to the engine, which the main process hands over once per engine start.
 */
import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron'
import type { EngineEvent } from '#shared/contract.ts'
import type { StagedFile } from '#shared/draft-files.ts'
import type { HoveredLink } from '#shared/hovered-link.ts'
import { createRpcClient, type RpcRequestHandle } from '#shared/rpc-client.ts'
import {
  invokeChannels,
  screenReadyChannel,
  screenSavedChannel,
  sendChannels,
} from '#shared/shell-channels.ts'
import type { EngineState, ParleyApi } from './api.ts'

type Listener<Args extends readonly unknown[]> = (...args: Args) => void

function createTopic<Args extends readonly unknown[]>() {
  const listeners = new Set<Listener<Args>>()
  return {
    emit: (...args: Args) => {
      for (const listener of listeners) listener(...args)
    },
    subscribe: (listener: Listener<Args>) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}

const events = createTopic<[EngineEvent | EngineState]>()
const chunks = createTopic<[number, unknown]>()
const previewClosings = createTopic<['escape' | 'failed']>()
const progress = createTopic<[string, number | null, number | null]>()
const mailFramesGone = createTopic<[]>()
const navigation = createTopic<Parameters<Parameters<ParleyApi['onNavigate']>[0]>>()
const hovered = createTopic<[HoveredLink | null]>()
const frameKeys = createTopic<[string]>()
const draftFiles = createTopic<[StagedFile]>()
const writings = createTopic<[string]>()
const savers = new Set<() => Promise<void>>()
const underWay = new Map<number, RpcRequestHandle>()
const client = createRpcClient({ onEvent: event => events.emit(event) })

ipcRenderer.on(sendChannels.enginePort, (event: IpcRendererEvent) => {
  const port = event.ports[0]
  if (port === undefined) return
  port.onmessage = message => client.receive(message.data)
  client.connect(message => port.postMessage(message))
  events.emit({ type: 'engine-up' })
})
ipcRenderer.on(sendChannels.engineState, (_event, state: EngineState) => {
  if (state.type === 'engine-down') client.disconnect()
  if (state.type === 'engine-failed') client.fail(state.error)
  events.emit(state)
})
ipcRenderer.on(
  sendChannels.attachmentProgress,
  (_event, id: string, done: number | null, total: number | null) => progress.emit(id, done, total),
)
ipcRenderer.on(sendChannels.hoveredLink, (_event, link: HoveredLink | null) => hovered.emit(link))
ipcRenderer.on(sendChannels.frameKey, (_event, key: string) => frameKeys.emit(key))
ipcRenderer.on(sendChannels.previewClosed, (_event, why: 'escape' | 'failed') => previewClosings.emit(why))
ipcRenderer.on(sendChannels.mailFramesGone, () => mailFramesGone.emit())
ipcRenderer.on(sendChannels.draftFile, (_event, file: StagedFile) => draftFiles.emit(file))
ipcRenderer.on(sendChannels.writeTo, (_event, mailto: string) => writings.emit(mailto))
ipcRenderer.on(sendChannels.saveNow, async () => {
  await Promise.allSettled([...savers].map(save => save()))
  ipcRenderer.send(screenSavedChannel)
})
ipcRenderer.on(sendChannels.navigate, (_event, to) => navigation.emit(to))

const platform = process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux'

const api: ParleyApi = {
  request: async (requestId, method, params) => {
    const handle = client.request(method, params, { onChunk: chunk => chunks.emit(requestId, chunk) })
    underWay.set(requestId, handle)
    try {
      return await handle.answer
    } finally {
      underWay.delete(requestId)
    }
  },
  cancel: requestId => underWay.get(requestId)?.cancel(),
  onChunk: chunks.subscribe,
  onEvent: events.subscribe,
  prepareMail: params => ipcRenderer.invoke(invokeChannels.prepareMail, params),
  onMailFramesGone: mailFramesGone.subscribe,
  printEmail: id => ipcRenderer.invoke(invokeChannels.printEmail, id),
  saveEmail: id => ipcRenderer.invoke(invokeChannels.saveEmail, id),
  openAttachment: target => ipcRenderer.invoke(invokeChannels.openAttachment, target),
  downloadAttachment: target => ipcRenderer.invoke(invokeChannels.downloadAttachment, target),
  downloadAttachments: targets => ipcRenderer.invoke(invokeChannels.downloadAttachments, targets),
  cancelAttachment: target => ipcRenderer.invoke(invokeChannels.cancelAttachment, target),
  dragAttachment: target => ipcRenderer.invoke(invokeChannels.dragAttachment, target),
  previewAttachment: target => ipcRenderer.invoke(invokeChannels.previewAttachment, target),
  placePreview: bounds => ipcRenderer.invoke(invokeChannels.placePreview, bounds),
  closePreview: () => ipcRenderer.invoke(invokeChannels.closePreview),
  onPreviewClosed: previewClosings.subscribe,
  onAttachmentProgress: progress.subscribe,
  pickDraftFiles: (draftId, what) => ipcRenderer.invoke(invokeChannels.pickDraftFiles, { draftId, what }),
  dropDraftFile: (draftId, file) =>
    ipcRenderer.invoke(invokeChannels.dropDraftFile, { draftId, path: webUtils.getPathForFile(file) }),
  cancelDraftFile: key => void ipcRenderer.invoke(invokeChannels.cancelDraftFile, key),
  onDraftFile: draftFiles.subscribe,
  draftImage: id => ipcRenderer.invoke(invokeChannels.draftImage, id),
  onSaveNow: save => {
    savers.add(save)
    return () => {
      savers.delete(save)
    }
  },
  onWriteTo: writings.subscribe,
  openLink: (url, text) => ipcRenderer.invoke(invokeChannels.openLink, { url, text }),
  onHoveredLink: hovered.subscribe,
  onFrameKey: frameKeys.subscribe,
  copyText: text => ipcRenderer.invoke(invokeChannels.copyText, text),
  startDemo: () => ipcRenderer.invoke(invokeChannels.startDemo),
  onNavigate: navigation.subscribe,
  platform,
  startedWith: { demo: process.argv.includes('--parley-demo') },
}

contextBridge.exposeInMainWorld('parley', api)
ipcRenderer.send(screenReadyChannel)
