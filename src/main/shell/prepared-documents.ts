/** A washed document under its token, with what its images stand for. */
export type PreparedDocument = {
  readonly emailId: string
  /** Null until it is washed; its images are served before that, because the washer lays them out. */
  html: string | null
  /** Served under `<token>/top/`; null where the mail is short. */
  top: string | null
  remoteImages: readonly string[]
  /** Whether it is mail, or a page of ours around mail. */
  readonly policy: 'mail' | 'own'
}

/** As many as a long conversation has emails, twice over. */
const kept = 200

/** The documents that were prepared last, each under an unguessable token that is good for this run only. */
export type PreparedDocuments = {
  readonly put: (token: string, document: PreparedDocument) => void
  readonly find: (token: string) => PreparedDocument | undefined
}

/** Keeps the newest documents and forgets the oldest. */
export function createPreparedDocuments(): PreparedDocuments {
  const documents = new Map<string, PreparedDocument>()
  return {
    put: (token, document) => {
      documents.set(token, document)
      const oldest = documents.keys().next().value
      if (documents.size > kept && oldest !== undefined) documents.delete(oldest)
    },
    find: token => documents.get(token),
  }
}
