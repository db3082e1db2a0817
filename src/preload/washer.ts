/** The bridge of the hidden washer: takes HTML, gives back washed HTML; nothing else can be reached from there. */
import { contextBridge, ipcRenderer } from 'electron'
import { washerChannels } from '#shared/shell-channels.ts'
import type { WasherAnswer, WasherMessage } from '#shared/wash.ts'

contextBridge.exposeInMainWorld('washer', {
  onMessage: (listener: (message: WasherMessage) => void) => {
    ipcRenderer.on(washerChannels.message, (_event, message: WasherMessage) => listener(message))
    ipcRenderer.send(washerChannels.ready)
  },
  answer: (answer: WasherAnswer) => ipcRenderer.send(washerChannels.answer, answer),
})
