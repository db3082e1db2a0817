import { z } from 'zod'
import { tagsAtMost } from '#shared/actions.ts'
import type { AppInfo, DoctorReport } from '#shared/contract.ts'
import type { Overview } from '#shared/overview.ts'
import type { Settings } from '#shared/settings.ts'
import type { HandlersOf } from './handler.ts'
import { conversationFilter, id, keyword, nothing, tagLook } from './schemas.ts'

/** The person's choices, kept in the store. */
export type SettingsAccess = {
  readonly get: () => Settings
  readonly set: (change: Partial<Settings>) => Settings
  readonly trustLinkHost: (host: string) => Settings
}

/** Every setting is optional in a change, but never undefined. */
const settings = z.strictObject({
  theme: z.exactOptional(z.enum(['system', 'light', 'dark'])),
  density: z.exactOptional(z.enum(['comfortable', 'compact'])),
  listWidthPx: z.exactOptional(z.int().min(280).max(520)),
  trustedImageSenders: z.exactOptional(z.array(z.string().max(320)).max(10_000)),
  trustedLinkHosts: z.exactOptional(z.array(z.string().min(1).max(300)).max(1_000)),
  tags: z.exactOptional(z.array(z.strictObject({ keyword, ...tagLook })).max(tagsAtMost)),
  savedViews: z.exactOptional(
    z
      .array(
        z.strictObject({
          id: z.string().min(1).max(64),
          name: z.string().min(1).max(60),
          filter: conversationFilter,
        }),
      )
      .max(60),
  ),
  afterArchive: z.exactOptional(z.enum(['next', 'previous', 'list'])),
  undoSendSeconds: z.exactOptional(z.int().min(0).max(60)),
  signatures: z.exactOptional(z.record(id, z.string().max(100_000))),
  templates: z.exactOptional(
    z
      .array(
        z.strictObject({
          id: z.string().min(1).max(64),
          name: z.string().min(1).max(60),
          html: z.string().max(100_000),
        }),
      )
      .max(200),
  ),
  plainText: z.exactOptional(z.boolean()),
})

/** Versions and settings, for the screen. */
export function appHandlers(info: () => AppInfo, attend: () => void, access: SettingsAccess) {
  return {
    'app/info': { schema: nothing, handle: info },
    'app/attend': {
      schema: nothing,
      handle: () => {
        attend()
        return {}
      },
    },
    'settings/get': { schema: nothing, handle: access.get },
    'settings/set': { schema: settings, handle: access.set },
  } satisfies HandlersOf<'app/info' | 'app/attend' | 'settings/get' | 'settings/set'>
}

/** What only a question in the main process may change. */
export function trustHandlers(access: SettingsAccess) {
  return {
    'links/trust': {
      schema: z.strictObject({ host: z.string().min(1).max(300) }),
      handle: params => access.trustLinkHost(params.host),
    },
  } satisfies HandlersOf<'links/trust'>
}

/** The figures beside the list. */
export function overviewHandlers(figures: (periodDays: number) => Overview) {
  return {
    'overview/get': {
      schema: z.strictObject({ periodDays: z.int().min(1).max(3_660) }),
      handle: params => figures(params.periodDays),
    },
  } satisfies HandlersOf<'overview/get'>
}

/** The store's health, for the shell. */
export function doctorHandlers(inspect: () => Promise<DoctorReport>) {
  return {
    doctor: { schema: nothing, handle: inspect },
  } satisfies HandlersOf<'doctor'>
}
