import { queryOptions, useQuery } from '@tanstack/react-query'
import { defaultSettings } from '#shared/settings.ts'
import { ask } from './client.ts'
import { keys } from './keys.ts'

/** Days that the overview's response time looks back. */
const overviewPeriodDays = 30

/** Versions, data folder, where secrets live, state of the store. */
export const useAppInfo = () =>
  useQuery({ queryKey: keys.appInfo, queryFn: ({ signal }) => ask('app/info', {}, { signal }) })

/** The user's choices; undefined until the engine has answered. */
export const useKnownSettings = () =>
  useQuery({ queryKey: keys.settings, queryFn: ({ signal }) => ask('settings/get', {}, { signal }) }).data

/** The user's choices; the defaults until the engine has answered. */
export const useSettings = () => useKnownSettings() ?? defaultSettings

/** The connected mailboxes. */
export const useAccounts = () =>
  useQuery({ queryKey: keys.accounts, queryFn: ({ signal }) => ask('accounts/list', {}, { signal }) })

/** What each account is doing; kept current by progress events. */
export const useSyncStatus = () =>
  useQuery({ queryKey: keys.syncStatus, queryFn: ({ signal }) => ask('sync/status', {}, { signal }) })

/** The numbers that badge, tray, header and overview share. */
export const useCounts = () =>
  useQuery({ queryKey: keys.counts, queryFn: ({ signal }) => ask('conversations/counts', {}, { signal }) })

/** The figures of the Conversation overview. */
export const useOverview = () =>
  useQuery({
    queryKey: keys.overview,
    queryFn: ({ signal }) => ask('overview/get', { periodDays: overviewPeriodDays }, { signal }),
  })

/** How a conversation is asked for, also ahead of a click. */
export const conversationOptions = (id: string) =>
  queryOptions({
    queryKey: keys.conversation(id),
    queryFn: ({ signal }) => ask('conversations/get', { id }, { signal }),
  })

/** The conversation that is open, if any, as far as it is here: asks for nothing itself. */
export const useOpenedConversation = (id: string | null) =>
  useQuery({ ...conversationOptions(id ?? ''), enabled: false })

/** An opened conversation with its emails. */
export const useConversation = (id: string) => useQuery(conversationOptions(id))
