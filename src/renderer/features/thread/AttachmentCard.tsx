import { useState } from 'react'
import { useAttachmentContents } from '#renderer/api/attachments.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'
import type { AttachmentContents, AttachmentTarget } from '#shared/attachment.ts'
import { attachmentKey } from '#shared/attachment-key.ts'
import { toErrorReport } from '#shared/errors.ts'
import { AttachmentFiles } from './AttachmentFiles.tsx'
import { fileOfEntry, isReadAtOnce, isReadable, type ShownFile } from './attachment-file.ts'
import { fileProblem } from './attachment-words.ts'
import { CardList } from './CardList.tsx'
import { EventCard } from './EventCard.tsx'
import { ForwardedEmail } from './ForwardedEmail.tsx'
import { PlainText } from './PlainText.tsx'

/** What a file holds, to be read in place: an invitation, cards, a forwarded email, or packed files. */
export function AttachmentCard(props: {
  readonly file: ShownFile
  readonly senderAddress: string | null
  /** Whether the email says nothing itself: then the words of a package are its words. */
  readonly bodyEmpty: boolean
}) {
  const { file } = props
  const [asked, setAsked] = useState(isReadAtOnce(file))
  const { data, error, isFetching } = useAttachmentContents(file.target, asked)
  if (!asked) {
    return (
      <div className="mt-3">
        <Button look="soft" small onClick={() => setAsked(true)}>
          {t(file.kind === 'email' ? 'forwarded.show' : 'contents.show', { name: file.name })}
        </Button>
      </div>
    )
  }
  if (error !== null) return <Note text={fileProblem(toErrorReport(error))} />
  if (data === undefined) return isFetching ? <Note text={t('contents.loading')} /> : null
  return (
    <ReadContents
      contents={data}
      target={file.target}
      name={file.name}
      senderAddress={props.senderAddress}
      bodyEmpty={props.bodyEmpty}
      {...(file.kind === 'email' ? { onHide: () => setAsked(false) } : {})}
    />
  )
}

/** What the files inside an email or a package hold. */
function CardsInside({ files }: { readonly files: readonly ShownFile[] }) {
  return files
    .filter(isReadable)
    .slice(0, mostInside)
    .map(file => (
      <AttachmentCard key={attachmentKey(file.target)} file={file} senderAddress={null} bodyEmpty={false} />
    ))
}

const mostInside = 10

function ReadContents(props: {
  readonly contents: AttachmentContents
  readonly target: AttachmentTarget
  readonly name: string
  readonly senderAddress: string | null
  readonly bodyEmpty: boolean
  readonly onHide?: () => void
}) {
  const { contents, target } = props
  switch (contents.kind) {
    case 'events':
      return (
        <>
          {contents.events.map((event, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: events of a file have no other name, and never move
            <EventCard key={index} event={event} senderAddress={props.senderAddress} />
          ))}
          {contents.omitted > 0 ? <Note text={t('contents.omitted', { count: contents.omitted })} /> : null}
        </>
      )
    case 'cards':
      return <CardList cards={contents.cards} omitted={contents.omitted} />
    case 'email': {
      const files = contents.entries.map(entry => fileOfEntry(target, entry))
      return (
        <ForwardedEmail email={contents} files={files} {...(props.onHide ? { onHide: props.onHide } : {})}>
          <CardsInside files={files} />
        </ForwardedEmail>
      )
    }
    case 'entries':
      return <PackedFiles contents={contents} target={target} name={props.name} showText={props.bodyEmpty} />
    case 'unreadable':
      return <Note text={t('contents.unreadable')} />
    case 'text':
    case 'none':
      return null
  }
}

/** What winmail.dat packed, under its name; the files obey the rules of all files. */
function PackedFiles(props: {
  readonly contents: Extract<AttachmentContents, { kind: 'entries' }>
  readonly target: AttachmentTarget
  readonly name: string
  readonly showText: boolean
}) {
  const { contents, target } = props
  const files = contents.entries.map(entry => fileOfEntry(target, entry))
  const label = t('contents.entries', { name: props.name })
  if (contents.entries.length === 0 && contents.text === null) return <Note text={t('contents.empty')} />
  return (
    <section aria-label={label} className="mt-3 rounded-control border border-line px-3.5 pt-2.5 pb-3">
      <h3 className="text-small text-ink-2">{label}</h3>
      {props.showText && contents.text !== null ? (
        <div className="mt-2">
          <PlainText text={contents.text} />
        </div>
      ) : null}
      <CardsInside files={files} />
      <AttachmentFiles files={files} label={label} />
      {contents.omitted > 0 ? <Note text={t('contents.omitted', { count: contents.omitted })} /> : null}
    </section>
  )
}

function Note({ text }: { readonly text: string }) {
  return (
    <p role="status" className="mt-3 text-small text-ink-2">
      {text}
    </p>
  )
}
