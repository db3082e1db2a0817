import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { PrepareParams } from '#preload/api.ts'
import type { Email } from '#shared/conversation.ts'
import { largeHtml } from '#shared/html-top.ts'
import { ask } from './client.ts'
import { keys } from './keys.ts'

/**
 * An email with its body: fetched from the server where it is absent, or where the whole was asked for.
 *
 * Leaving the email cancels the fetch.
 */
export function useEmailBody(email: Email, wholeAskedFor: boolean) {
  const needed = email.bodyState === 'absent' || (email.bodyState === 'partial' && wholeAskedFor)
  const query = useQuery({
    queryKey: keys.body(email.id),
    queryFn: ({ signal }) => ask('emails/body', { emailId: email.id }, { signal }),
    enabled: needed,
    retry: false,
  })
  const loaded = needed ? query.data : undefined
  const shown: Email =
    loaded === undefined
      ? email
      : {
          ...email,
          text: loaded.text,
          hasHtml: loaded.hasHtml,
          htmlLength: loaded.htmlLength,
          bodyState: loaded.bodyState,
          attachments: loaded.attachments,
        }
  return {
    email: shown,
    isLoading: needed && query.isFetching,
    error: needed ? query.error : null,
    retry: query.refetch,
  }
}

/**
 * The words of an email: as sent, or made from its HTML where it has nothing else; undefined until they are there.
 *
 * `top`: the first of them, for as long as a large design is under way.
 */
export function useEmailText(email: Email, part: 'top' | 'whole'): string | undefined {
  const sent = email.text ?? ''
  const needed = sent.trim() === '' && email.hasHtml && email.bodyState !== 'absent'
  const { data, isError } = useQuery({
    queryKey: keys.text(email.id, email.bodyState, part),
    queryFn: ({ signal }) => ask('emails/text', { emailId: email.id, part }, { signal }),
    enabled: needed,
    retry: false,
  })
  if (!needed) return sent
  return isError ? email.preview : data?.text
}

/** The words of an email when somebody wants them; made from the HTML where there is nothing else. */
export async function textOnDemand(email: Email): Promise<string> {
  const sent = email.text ?? ''
  if (sent.trim() !== '' || !email.hasHtml) return sent
  return (await ask('emails/text', { emailId: email.id, part: 'whole' })).text
}

/** The source of an email as it came, for "Show original". */
export const useEmailSource = (emailId: string) =>
  useQuery({
    queryKey: keys.source(emailId),
    queryFn: ({ signal }) => ask('emails/source', { emailId }, { signal }),
    gcTime: 0,
    retry: false,
  })

/** What a mail frame needs: which email, and how it is to look. */
export type MailFrameRequest = Omit<PrepareParams, 'emailId' | 'part'> & { readonly email: Email }

/** How washed HTML is asked for, also ahead of a click. */
export const preparedMailOptions = ({
  email,
  ...look
}: MailFrameRequest & { readonly part: PrepareParams['part'] }) =>
  queryOptions({
    queryKey: keys.mail(
      email.id,
      email.bodyState,
      look.widthPx,
      look.dark,
      look.paper,
      look.images,
      look.quotes,
      look.insist,
      look.part,
    ),
    queryFn: () => window.parley.prepareMail({ emailId: email.id, ...look }),
    gcTime: 120_000,
    retry: false,
  })

/** Which part of an email is washed first: of a large one its top, so that it is seen within a glance. */
export const firstPart = (email: Email): PrepareParams['part'] =>
  email.htmlLength > largeHtml ? 'top' : 'whole'

/**
 * The washed HTML of an email as an address for a sandboxed frame; the former one stays until a new one is ready.
 *
 * Of a large mail the top comes first. The whole is asked for with `wantsWhole`, once the top is seen: washing it would
 * only hold that up.
 */
export function usePreparedMail(request: MailFrameRequest, wantsWhole: boolean) {
  const possible = request.widthPx > 0 && request.email.hasHtml && request.email.bodyState !== 'absent'
  const inTwo = firstPart(request.email) === 'top'
  const [hadWhole, setHadWhole] = useState(!inTwo)
  const top = useQuery({
    ...preparedMailOptions({ ...request, part: 'top' }),
    enabled: possible && !hadWhole,
    placeholderData: keepPreviousData,
  })
  const topIsAll = top.data !== undefined && (!top.data.ok || top.data.complete)
  const whole = useQuery({
    ...preparedMailOptions({ ...request, part: 'whole' }),
    enabled: possible && (hadWhole || (wantsWhole && !topIsAll)),
    placeholderData: keepPreviousData,
  })
  useEffect(() => {
    if (whole.data !== undefined) setHadWhole(true)
  }, [whole.data])
  return { prepared: whole.data ?? top.data, failed: whole.isError || top.isError }
}
