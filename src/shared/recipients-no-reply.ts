/** Names of mailboxes that nobody reads, as senders write them. */
const words =
  /(?:^|[._+-])(?:no|not|do-?not|dont|never|ne-?pas|nicht|nao|niet)[._-]?(?:reply|replies|respond|response|answer|repondre|antworten|responder|responda|responde|beantwoorden)(?:$|[._+\d-])/
const single =
  /^(?:noreply|donotreply|mailer-daemon|postmaster-noreply|bounces?|devnull|unattended|keineantwort|nereply)(?:$|[._+\d-])/
const joined = /^(?:[a-z0-9]+[._-])?(?:noreply|donotreply)[a-z0-9]*$/

/** Whether an answer to this address reaches nobody, by its name. */
export function isNoReply(address: string): boolean {
  const local = address.slice(0, Math.max(0, address.lastIndexOf('@'))).toLowerCase()
  return words.test(local) || single.test(local) || joined.test(local)
}
