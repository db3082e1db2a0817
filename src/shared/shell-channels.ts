/**
 * Names of the few messages between screen and main process; everything else goes over the engine's port.
 *
 * `invoke` channels are answered once; `send` channels go from main to the screen.
 */
export const invokeChannels = {
  prepareMail: 'parley:prepare-mail',
  printEmail: 'parley:print-email',
  saveEmail: 'parley:save-email',
  openAttachment: 'parley:open-attachment',
  downloadAttachment: 'parley:download-attachment',
  downloadAttachments: 'parley:download-attachments',
  cancelAttachment: 'parley:cancel-attachment',
  dragAttachment: 'parley:drag-attachment',
  previewAttachment: 'parley:preview-attachment',
  placePreview: 'parley:place-preview',
  closePreview: 'parley:close-preview',
  pickDraftFiles: 'parley:pick-draft-files',
  dropDraftFile: 'parley:drop-draft-file',
  cancelDraftFile: 'parley:cancel-draft-file',
  draftImage: 'parley:draft-image',
  openLink: 'parley:open-link',
  copyText: 'parley:copy-text',
  startDemo: 'parley:start-demo',
} as const

/** Messages that the main process sends to the screen. */
export const sendChannels = {
  enginePort: 'parley:engine-port',
  engineState: 'parley:engine-state',
  attachmentProgress: 'parley:attachment-progress',
  draftFile: 'parley:draft-file',
  saveNow: 'parley:save-now',
  writeTo: 'parley:write-to',
  previewClosed: 'parley:preview-closed',
  navigate: 'parley:navigate',
  mailFramesGone: 'parley:mail-frames-gone',
  hoveredLink: 'parley:hovered-link',
  frameKey: 'parley:frame-key',
} as const

/** A message that the screen sends unasked: its preload is there and can take a port. */
export const screenReadyChannel = 'parley:screen-ready'

/** The screen's answer to `saveNow`: what was typed is safe, as far as it can be. */
export const screenSavedChannel = 'parley:screen-saved'

/** Messages between the main process and the hidden washer. */
export const washerChannels = {
  message: 'parley:washer-message',
  answer: 'parley:washer-answer',
  ready: 'parley:washer-ready',
} as const
