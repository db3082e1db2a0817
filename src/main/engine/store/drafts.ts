import type { DraftContent, DraftKind, DraftMirror, DraftRevision, DraftSummary } from '#shared/draft.ts'
import { AppError, type ErrorReport } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import type { Reader, Writer } from './handle.ts'

/** Whether a draft is being written, waits in the outbox, went out, or was thrown away. */
export type DraftState = 'open' | 'queued' | 'sent' | 'discarded'

/** A draft to be made. */
export type NewDraft = {
  readonly kind: DraftKind
  readonly conversationKey: number | null
  /** The email that it answers or forwards. */
  readonly emailKey: number | null
  /** Message-ID of that email, without angle brackets. */
  readonly replyTo: string | null
  /** Message-IDs for its References field, oldest first (RFC 5322 §3.6.4). */
  readonly references: readonly string[]
  readonly content: DraftContent
  /** A draft of another program's that it goes on with. */
  readonly continuedEmailKey?: number | undefined
  readonly now: number
}

/** A draft as stored, without its files. Times epoch ms UTC. */
export type DraftRecord = {
  readonly key: number
  readonly id: string
  readonly kind: DraftKind
  readonly conversationKey: number | null
  readonly conversationId: string | null
  readonly emailKey: number | null
  readonly emailId: string | null
  readonly replyTo: string | null
  readonly references: readonly string[]
  readonly state: DraftState
  readonly revision: number
  readonly content: DraftContent
  readonly createdAt: number
  readonly updatedAt: number
  readonly mirror: DraftMirror
  /** Why the server did not take its copy. */
  readonly mirrorProblem: ErrorReport | null
  /** Whose Drafts mailbox holds its copy, or is to. */
  readonly mirrorAccountId: string | null
  /** A draft of another program's that it goes on with, until the server's copy of that is put away. */
  readonly continuedEmailKey: number | null
  readonly attachmentCount: number
}

type DraftRow = Omit<DraftRecord, 'references' | 'content' | 'mirrorProblem'> & {
  readonly reply_references: string
  readonly mirror_problem: string | null
  readonly content: string
}

const selectDraft = `SELECT draft.key, draft.id, draft.kind, draft.conversation_key AS conversationKey,
    conversation.id AS conversationId, draft.email_key AS emailKey, email.id AS emailId, draft.reply_to AS replyTo,
    draft.reply_references, draft.state, draft.revision, latest.content, draft.created_at AS createdAt,
    draft.updated_at AS updatedAt, draft.mirror, draft.mirror_problem, draft.mirror_account_id AS mirrorAccountId,
    draft.continued_email_key AS continuedEmailKey,
    (SELECT count(*) FROM draft_attachment WHERE draft_key = draft.key) AS attachmentCount
  FROM draft JOIN draft_revision AS latest ON latest.draft_key = draft.key AND latest.revision = draft.revision
  LEFT JOIN conversation ON conversation.key = draft.conversation_key
  LEFT JOIN email ON email.key = draft.email_key`

/** Makes a draft with its first revision. Then `refreshConversations` with its conversation. Returns its id. */
export function insertDraft(w: Writer, draft: NewDraft): string {
  const id = newId()
  const row = w
    .prepare<{ key: number }>(
      `INSERT INTO draft(id, kind, conversation_key, email_key, reply_to, reply_references, state, revision, created_at,
         updated_at, continued_email_key)
       VALUES (?, ?, ?, ?, ?, ?, 'open', 1, ?, ?, ?) RETURNING key`,
    )
    .all(
      id,
      draft.kind,
      draft.conversationKey,
      draft.emailKey,
      draft.replyTo,
      draft.references.join(' '),
      draft.now,
      draft.now,
      draft.continuedEmailKey ?? null,
    )[0]
  if (row === undefined) throw new Error('An insert returns its row')
  insertRevision(w, row.key, 1, draft.content, draft.now)
  return id
}

/** A draft by id in whatever state, or null. */
export function findDraft(r: Reader, id: string): DraftRecord | null {
  const row = r.prepare<DraftRow>(`${selectDraft} WHERE draft.id = ?`).get(id)
  return row === undefined ? null : toRecord(row)
}

/** The id of a draft by key, or null. */
export function draftIdOf(r: Reader, key: number): string | null {
  return r.prepare<{ id: string }>('SELECT id FROM draft WHERE key = ?').get(key)?.id ?? null
}

/**
 * A draft that is being written.
 *
 * @throws AppError 'not-found' where it is gone, waits in the outbox, was sent or thrown away
 */
export function getOpenDraft(r: Reader, id: string): DraftRecord {
  const draft = findDraft(r, id)
  if (draft === null || draft.state !== 'open') throw new AppError('not-found', 'draft')
  return draft
}

/** The draft that is being written in a conversation, or null: the one that was changed last. */
export function openDraftOf(r: Reader, conversationKey: number): DraftRecord | null {
  const row = r
    .prepare<DraftRow>(
      `${selectDraft} WHERE draft.conversation_key = ? AND draft.state = 'open'
       ORDER BY draft.updated_at DESC, draft.key DESC LIMIT 1`,
    )
    .get(conversationKey)
  return row === undefined ? null : toRecord(row)
}

/** The drafts that are being written in a conversation, oldest first. */
export function openDraftsOf(
  r: Reader,
  conversationKey: number,
): readonly { readonly id: string; readonly key: number; readonly subject: string }[] {
  return r
    .prepare<{ id: string; key: number; subject: string }>(
      `SELECT draft.id, draft.key, json_extract(latest.content, '$.subject') AS subject
       FROM draft JOIN draft_revision AS latest ON latest.draft_key = draft.key AND latest.revision = draft.revision
       WHERE draft.conversation_key = ? AND draft.state = 'open' ORDER BY draft.key`,
    )
    .all(conversationKey)
}

/** Whether a draft is being written in a conversation. */
export function hasOpenDraft(r: Reader, conversationKey: number): boolean {
  const row = r
    .prepare("SELECT 1 FROM draft WHERE conversation_key = ? AND state = 'open' LIMIT 1")
    .get(conversationKey)
  return row !== undefined
}

/**
 * Adds a revision, and keeps those before. The same content again adds none.
 *
 * Going back to what was written before keeps that revision for good.
 */
export function saveRevision(
  w: Writer,
  draft: DraftRecord,
  content: DraftContent,
  now: number,
): { readonly revision: number; readonly updatedAt: number } {
  const packed = packContent(content)
  if (packed === packContent(draft.content)) {
    return { revision: draft.revision, updatedAt: draft.updatedAt }
  }
  w.prepare('UPDATE draft_revision SET kept = 1 WHERE draft_key = ? AND content = ?').run(draft.key, packed)
  const revision = draft.revision + 1
  insertRevision(w, draft.key, revision, content, now)
  w.prepare('UPDATE draft SET revision = ?, updated_at = ? WHERE key = ?').run(revision, now, draft.key)
  return { revision, updatedAt: now }
}

/** Makes a draft one of another kind: a reply to all of a reply. */
export function setDraftKind(w: Writer, key: number, kind: DraftKind): void {
  w.prepare('UPDATE draft SET kind = ? WHERE key = ?').run(kind, key)
}

/** Moves a draft from one state to another. Returns false where it was in another one. Then `refreshConversations`. */
export function moveDraft(
  w: Writer,
  key: number,
  move: { readonly from: DraftState; readonly to: DraftState; readonly now: number },
): boolean {
  const closedAt = move.to === 'sent' || move.to === 'discarded' ? move.now : null
  return (
    w
      .prepare('UPDATE draft SET state = ?, closed_at = ? WHERE key = ? AND state = ?')
      .run(move.to, closedAt, key, move.from) === 1
  )
}

/** All drafts that are being written, last changed first. */
export function listDrafts(r: Reader): readonly DraftSummary[] {
  return r
    .prepare<{
      id: string
      kind: DraftKind
      conversationId: string | null
      content: string
      preview: string
      attachments: number
      updatedAt: number
    }>(
      `SELECT draft.id, draft.kind, conversation.id AS conversationId, draft.updated_at AS updatedAt,
         json_object('to', json_extract(latest.content, '$.to'), 'subject', json_extract(latest.content, '$.subject'))
           AS content, latest.preview,
         (SELECT count(*) FROM draft_attachment WHERE draft_key = draft.key AND content_id IS NULL) AS attachments
       FROM draft JOIN draft_revision AS latest ON latest.draft_key = draft.key AND latest.revision = draft.revision
       LEFT JOIN conversation ON conversation.key = draft.conversation_key
       WHERE draft.state = 'open' ORDER BY draft.updated_at DESC, draft.key DESC`,
    )
    .all()
    .map(({ content, ...row }) => {
      const { to, subject } = parseContent(content)
      return { ...row, to, subject }
    })
}

/** The revisions of a draft that are kept, newest first. */
export function listRevisions(r: Reader, draftKey: number): readonly DraftRevision[] {
  return r
    .prepare<DraftRevision>(
      `SELECT revision, saved_at AS savedAt, preview, characters FROM draft_revision WHERE draft_key = ?
       ORDER BY revision DESC`,
    )
    .all(draftKey)
}

/** What a revision says, or null where it was thinned out. */
export function readRevision(r: Reader, draftKey: number, revision: number): DraftContent | null {
  const row = r
    .prepare<{ content: string }>('SELECT content FROM draft_revision WHERE draft_key = ? AND revision = ?')
    .get(draftKey, revision)
  return row === undefined ? null : parseContent(row.content)
}

/** Removes drafts for good that were sent or thrown away before `before`; those of mail in the outbox stay. */
export function removeClosedDrafts(w: Writer, before: number): number {
  return w
    .prepare(
      `DELETE FROM draft WHERE state IN ('sent', 'discarded') AND closed_at < ?
         AND NOT EXISTS (SELECT 1 FROM submission WHERE draft_key = draft.key AND state NOT IN ('sent', 'cancelled'))`,
    )
    .run(before)
}

const previewLength = 120

function insertRevision(
  w: Writer,
  draftKey: number,
  revision: number,
  content: DraftContent,
  now: number,
): void {
  const words = content.text.replace(/\s+/g, ' ').trim()
  w.prepare(
    `INSERT INTO draft_revision(draft_key, revision, saved_at, content, preview, characters) VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(draftKey, revision, now, packContent(content), words.slice(0, previewLength), content.text.length)
}

/** One order of fields, so that the same content is the same text. */
function packContent(content: DraftContent): string {
  const { identityId, to, cc, bcc, subject, html, text, plain } = content
  const plainAddresses = (list: DraftContent['to']) => list.map(({ name, address }) => ({ name, address }))
  return JSON.stringify({
    identityId,
    to: plainAddresses(to),
    cc: plainAddresses(cc),
    bcc: plainAddresses(bcc),
    subject,
    html,
    text,
    plain,
  })
}

/** Only this file writes the column, from the same type. */
function parseContent(json: string): DraftContent {
  return JSON.parse(json) as DraftContent
}

function toRecord({ reply_references, mirror_problem, content, ...row }: DraftRow): DraftRecord {
  return {
    ...row,
    mirrorProblem: mirror_problem === null ? null : (JSON.parse(mirror_problem) as ErrorReport), // setMirror wrote it
    references: reply_references === '' ? [] : reply_references.split(' '),
    content: parseContent(content),
  }
}
