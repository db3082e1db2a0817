import { Fragment, useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import { flushSync } from 'react-dom'
import { ReplyArea } from '#renderer/features/composer/ReplyArea.tsx'
import { t } from '#renderer/i18n/messages.ts'
import { useMinute } from '#renderer/stores/minute.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { ScrollArea } from '#renderer/ui/ScrollArea.tsx'
import type { Conversation, Email } from '#shared/conversation.ts'
import { EmailCard } from './EmailCard.tsx'
import { plainSubject } from './subject.ts'
import { useDrawnCards } from './use-drawn-cards.ts'
import { useEmailKeys } from './use-email-keys.ts'
import type { OpenEmails } from './use-open-emails.ts'

/** As CSS has them: a folded email, and what stands between two. */
const foldedPx = 60
const gapPx = 10

/** The emails of an opened conversation as cards. */
export function ThreadEmails(props: { readonly conversation: Conversation; readonly open: OpenEmails }) {
  const { row, emails } = props.conversation
  const { isExpanded, setOpen, toggleAll, firstOpenId } = props.open
  const now = useMinute()
  const scrollRef = useRef<HTMLDivElement>(null)
  const opened = useNavigation(state => state.opened)
  const ids = emails.map(email => email.id).join(' ')
  const wayTo = useCallback(
    (id: string | null) => {
      if (id === null || !ids.split(' ').includes(id)) return null
      return () => {
        flushSync(() => setOpen(id, true))
        const card = scrollRef.current?.querySelector(`[data-email-id="${CSS.escape(id)}"]`)
        card?.querySelector<HTMLElement>('[data-card-toggle]')?.focus({ preventScroll: true })
        card?.scrollIntoView({ block: 'start' })
      }
    },
    [ids, setOpen],
  )

  // The first email that stands open is where reading begins.
  useLayoutEffect(() => {
    const element = scrollRef.current
    if (element === null) return
    const target = element.querySelector<HTMLElement>('[data-first-open]')
    if (target !== null && target.offsetTop > element.clientHeight / 3)
      element.scrollTop = target.offsetTop - 16
  }, [])
  useEffect(() => {
    performance.clearMarks('parley:thread')
    performance.mark('parley:thread', { detail: { id: row.id } })
  }, [row.id])
  // Enter hands the arrow keys to the text; a click or skimming leaves them in the list, where there is one.
  useEffect(() => {
    if (opened.focusThread || document.activeElement === document.body)
      scrollRef.current?.focus({ preventScroll: true })
  }, [opened])

  const firstOpenIndex = Math.max(
    0,
    emails.findIndex(email => email.id === firstOpenId),
  )
  const drawn = useDrawnCards(emails.length, firstOpenIndex)
  useEmailKeys(scrollRef, { firstOpenIndex, onToggleAll: toggleAll })

  return (
    <ScrollArea
      viewportRef={scrollRef}
      tabIndex={0}
      role="region"
      aria-label={t('thread.emails')}
      className="min-h-0 flex-1"
    >
      <div className="mx-auto flex max-w-[1028px] flex-col gap-2.5 px-6 py-[18px] max-[899px]:px-3">
        <PlaceOfFolded count={drawn.from} />
        {emails.map((email, index) =>
          index < drawn.from || index >= drawn.to ? null : (
            <Fragment key={email.id}>
              <SubjectChange email={email} before={emails.slice(0, index).findLast(isSubjectOurs)} />
              <div {...(index === firstOpenIndex ? { 'data-first-open': '' } : {})}>
                <EmailCard
                  email={email}
                  contactAddress={row.contact.address}
                  expanded={isExpanded(email)}
                  onOpen={setOpen}
                  wayTo={wayTo}
                  now={now}
                />
              </div>
            </Fragment>
          ),
        )}
        <PlaceOfFolded count={emails.length - drawn.to} />
        <ReplyArea
          key={row.id}
          conversation={props.conversation}
          focusThread={() => scrollRef.current?.focus({ preventScroll: true })}
        />
      </div>
    </ScrollArea>
  )
}

/** The height of emails that are not drawn yet. */
function PlaceOfFolded({ count }: { readonly count: number }) {
  return count > 0 ? <div aria-hidden style={{ height: count * (foldedPx + gapPx) - gapPx }} /> : null
}

/** A report of a delivery has a subject of its own, and changes none. */
function isSubjectOurs(email: Email): boolean {
  return email.bounce === null
}

function SubjectChange(props: { readonly email: Email; readonly before: Email | undefined }) {
  if (props.before === undefined || !isSubjectOurs(props.email)) return null
  const subject = plainSubject(props.email.subject)
  if (subject === '' || subject.toLowerCase() === plainSubject(props.before.subject).toLowerCase())
    return null
  return (
    <p className="px-4 py-1 text-center text-small text-ink-2">{t('thread.subjectChanged', { subject })}</p>
  )
}
