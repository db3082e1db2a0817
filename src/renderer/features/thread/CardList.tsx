import { Contact, Copy } from 'lucide-react'
import { t } from '#renderer/i18n/messages.ts'
import { useToasts } from '#renderer/stores/toasts.ts'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import type { ContactCard } from '#shared/attachment.ts'

/** Address cards, readable; nothing is added to the contacts by itself. */
export function CardList(props: { readonly cards: readonly ContactCard[]; readonly omitted: number }) {
  return (
    <>
      {props.cards.map((card, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: cards of a file have no other name, and never move
        <Card key={index} card={card} />
      ))}
      {props.omitted > 0 ? (
        <p className="mt-2 text-small text-ink-2">{t('contents.omitted', { count: props.omitted })}</p>
      ) : null}
    </>
  )
}

function Card({ card }: { readonly card: ContactCard }) {
  const say = useToasts(state => state.say)
  const name = card.name || card.organization || card.emails[0] || ''
  const role = [card.title, card.name === '' ? '' : card.organization].filter(Boolean).join(' · ')
  const copy = async (address: string) => {
    const answer = await window.parley.copyText(address)
    if (answer.ok) say(t('card.copied'))
  }
  return (
    <section
      aria-label={t('card.label', { name })}
      data-testid="contact-card"
      className="select-content mt-3 flex max-w-[560px] items-start gap-2.5 rounded-control border border-line-strong bg-surface px-3.5 py-2.5"
    >
      <Contact size={16} strokeWidth={1.75} aria-hidden className="mt-0.5 shrink-0 text-accent-text" />
      <div className="min-w-0 flex-1">
        <h3 className="font-semibold break-words">{name}</h3>
        {role === '' ? null : <p className="text-small break-words text-ink-2">{role}</p>}
        <ul className="mt-1">
          {card.emails.map(address => (
            <li key={address} className="flex items-center gap-1">
              <span className="min-w-0 truncate">{address}</span>
              <IconButton
                icon={Copy}
                label={t('card.copy')}
                className="size-6"
                onClick={() => void copy(address)}
              />
            </li>
          ))}
          {[...card.phones, ...card.addresses].map(line => (
            <li key={line} className="break-words">
              {line}
            </li>
          ))}
        </ul>
        {card.note === '' ? null : (
          <p className="mt-1 max-h-40 overflow-auto whitespace-pre-wrap text-ink-2">{card.note}</p>
        )}
      </div>
    </section>
  )
}
