import { CalendarDays, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import type { CalendarEvent, EventAttendee } from '#shared/attachment.ts'
import { eventDates, eventMethod, eventRepeats, eventWhen } from './event-words.ts'
import { PlainText } from './PlainText.tsx'

/** An invitation, readable: what, when, where, who. Nothing is answered or added by itself. */
export function EventCard(props: { readonly event: CalendarEvent; readonly senderAddress: string | null }) {
  const { event, senderAddress } = props
  const summary = event.summary === '' ? t('event.untitled') : event.summary
  const organizer = event.organizer?.address ?? ''
  const isOther =
    senderAddress !== null && organizer !== '' && organizer.toLowerCase() !== senderAddress.toLowerCase()
  const repeats = eventRepeats(event)
  const isCancelled = event.method === 'CANCEL'
  return (
    <section
      aria-label={t('event.label', { summary })}
      data-testid="event-card"
      className="select-content mt-3 max-w-[560px] rounded-control border border-line-strong bg-surface"
    >
      <header className="flex items-start gap-2.5 border-b border-line px-3.5 py-2.5">
        <CalendarDays size={16} strokeWidth={1.75} aria-hidden className="mt-0.5 shrink-0 text-accent-text" />
        <div className="min-w-0">
          <h3 className={`font-semibold break-words ${isCancelled ? 'line-through' : ''}`}>{summary}</h3>
          <p className={`text-small ${isCancelled ? 'text-danger' : 'text-ink-2'}`}>
            {eventMethod(event.method)}
          </p>
        </div>
      </header>
      <dl className="grid grid-cols-[84px_1fr] gap-x-3 gap-y-1.5 px-3.5 py-2.5">
        <Row name={t('event.when')}>
          {eventWhen(event)}
          {event.zone === '' ? null : (
            <span className="text-ink-2"> · {t('event.zone', { zone: event.zone })}</span>
          )}
          {repeats === null ? null : <span className="block">{repeats}</span>}
          {event.next.length === 0 ? null : (
            <span className="block text-small text-ink-2">
              {t('event.next', { dates: eventDates(event) })}
            </span>
          )}
        </Row>
        {event.location === '' ? null : (
          <Row name={t('event.where')}>
            <PlainText text={event.location} />
          </Row>
        )}
        {event.organizer === null ? null : (
          <Row name={t('event.organizer')}>
            {person(event.organizer)}
            {isOther ? (
              <span className="mt-0.5 flex items-start gap-1.5 text-small text-warn-text">
                <TriangleAlert size={14} strokeWidth={1.75} aria-hidden className="mt-px shrink-0" />
                {t('event.spoof', { address: organizer })}
              </span>
            ) : null}
          </Row>
        )}
        {event.attendees.length === 0 ? null : (
          <Row name={t('event.guests')}>
            {event.attendees.slice(0, shownGuests).map(guest => (
              <span key={`${guest.name} ${guest.address}`} className="block">
                {person(guest)}
                <Status status={guest.status} />
              </span>
            ))}
            <Omitted count={event.attendees.length - shownGuests + event.attendeesOmitted} />
          </Row>
        )}
      </dl>
      {event.description.trim() === '' ? null : (
        <div className="max-h-60 overflow-auto border-t border-line px-3.5 py-2.5">
          <PlainText text={event.description} />
        </div>
      )}
      {event.method === 'REQUEST' ? (
        <p className="border-t border-line px-3.5 py-2 text-small text-ink-2">{t('event.noAnswer')}</p>
      ) : null}
    </section>
  )
}

const shownGuests = 10

function Row(props: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-2">{props.name}</dt>
      <dd className="min-w-0 break-words">{props.children}</dd>
    </>
  )
}

function Status({ status }: { readonly status: string }) {
  if (status !== 'ACCEPTED' && status !== 'DECLINED' && status !== 'TENTATIVE') return null
  return <span className="text-ink-2"> · {t(`event.status.${status}`)}</span>
}

function Omitted({ count }: { readonly count: number }) {
  return count > 0 ? <span className="text-ink-2">{t('contents.omitted', { count })}</span> : null
}

/** Name and address both: a name alone is what somebody says. */
function person({ name, address }: EventAttendee): string {
  if (name === '' || name === address) return address
  return address === '' ? name : `${name} <${address}>`
}
