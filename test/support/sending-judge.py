"""Judges a campaign of sending without asking the app's own code: the mails that SMTP servers took, Dovecot's maildirs,
and what the command line says of the outbox and of drafts.

Reads {mails: [{token, user, point, text, saved, queued, edited}], taken: {user: [file]}, sent: {user: folder}, outbox,
database, filing: [user], quota} and prints {ends: {token: "state/taken/copies"}, wrong: [sentence]}.
"""

import email
import email.policy
import hashlib
import json
import pathlib
import re
import sqlite3
import sys

wanted = json.load(sys.stdin)
SUBJECT = re.compile(r"^Offer (\S+)$")


def unstuffed(raw):
    """RFC 5321 section 4.5.2: the final dot and the dots before dots are not part of the mail."""
    if not raw.endswith(b"\r\n.\r\n"):
        raise ValueError("a body without its end was kept")
    return re.sub(rb"(?m)^\.", b"", raw[:-3])


def as_sent(raw):
    """Dovecot's maildirs keep LF for CRLF."""
    return raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def read(raw):
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    found = SUBJECT.match(str(mail["Subject"]))
    return (found.group(1) if found else None), mail["Message-ID"], hashlib.sha256(raw).hexdigest(), mail


def words(mail):
    part = mail.get_body(("plain",))
    return "" if part is None else part.get_content().replace("\r\n", "\n").strip()


taken, copies, states, drafts = {}, {}, {}, {}
for user, files in wanted["taken"].items():
    for name in files:
        token, ident, digest, mail = read(unstuffed(pathlib.Path(name).read_bytes()))
        taken.setdefault(token, []).append((user, ident, digest, words(mail)))
for user, folder in wanted["sent"].items():
    for place in ("cur", "new"):
        for file in pathlib.Path(folder, place).glob("*"):
            token, ident, digest, mail = read(as_sent(file.read_bytes()))
            flags = file.name.rpartition(",")[2]
            copies.setdefault(token, []).append((user, ident, digest, "S" in flags))
for one in wanted["outbox"]:
    found = SUBJECT.match(one["subject"])
    if found:
        states.setdefault(found.group(1), []).append(one)

database = sqlite3.connect("file:%s?mode=ro" % wanted["database"], uri=True)
OPEN_DRAFTS = """SELECT content FROM draft JOIN draft_revision ON draft_key = draft.key
  AND draft_revision.revision = draft.revision WHERE state = 'open'"""
for (content,) in database.execute(OPEN_DRAFTS):
    one = json.loads(content)
    found = SUBJECT.match(one["subject"])
    if found:
        drafts.setdefault(found.group(1), []).append(one["text"].strip())
REFUSED = "SELECT subject FROM submission WHERE state = 'sent' AND sent_copy = 'refused'"
refused = {SUBJECT.match(subject).group(1) for (subject,) in database.execute(REFUSED)}
TWICE = "SELECT count(*) FROM email WHERE message_id IS NOT NULL GROUP BY message_id HAVING count(*) > 1"
twice = len(database.execute(TWICE).fetchall())

ends, wrong = {}, []
if twice:
    wrong.append("%d mails are two emails in the app" % twice)
if refused and not wanted["quota"]:
    wrong.append("%d copies were refused by servers that refuse none" % len(refused))
for mail in wanted["mails"]:
    token, text = mail["token"], mail["text"].strip()
    there, filed = taken.pop(token, []), copies.pop(token, [])
    known, kept = states.pop(token, []), drafts.pop(token, [])
    problems = []
    state = known[0]["state"] if known else ("draft" if kept else "nothing")
    if len(known) > 1:
        problems.append("the outbox has it %d times" % len(known))
    if len(there) > 1:
        problems.append("it arrived %d times" % len(there))
    if any(user != mail["user"] for user, *_ in there + filed):
        problems.append("it went through another account")
    if any(body != text for *_, body in there):
        problems.append("other words arrived")
    if state == "sent":
        if len(there) != 1:
            problems.append("it is called sent and arrived %d times" % len(there))
        wanted_copies = 0 if token in refused else 1
        if len(filed) != wanted_copies:
            problems.append("%d copies in Sent, not %d" % (len(filed), wanted_copies))
        if any(not seen for *_, seen in filed):
            problems.append("its copy is unread")
        if mail["user"] not in wanted["filing"] and {d for _, _, d, _ in filed} - {d for _, _, d, _ in there}:
            problems.append("its copy has other bytes")
        if {ident for _, ident, *_ in filed} - {ident for _, ident, *_ in there}:
            problems.append("its copy has another Message-ID")
    elif state == "uncertain":
        if mail["user"] in wanted["filing"] and there:
            problems.append("it lies in Sent and is called uncertain")
        elif filed:
            problems.append("a copy in Sent of what is called uncertain")
    elif state in ("queued", "sending"):
        if known[0]["problem"] is None:
            problems.append("it waits for nothing")
        if there or filed:
            problems.append("it arrived and waits to be sent")
    elif there or filed:
        problems.append("it arrived, and the app calls it %s" % state)
    if state == "failed" and known[0]["problem"] is None:
        problems.append("it failed for no reason")
    if state == "draft" and kept != [text]:
        problems.append("its draft says something else")
    if state == "nothing" and (mail["saved"] or mail["queued"]):
        problems.append("it is lost")
    if state == "draft" and mail["queued"] and not mail["edited"]:
        problems.append("it went back to a draft by itself")
    ends[token] = "%s/%d/%d" % (state, len(there), len(filed))
    wrong += ["%s (%s): %s" % (token, mail["point"], problem) for problem in problems]

for name, rest in (("taken", taken), ("in Sent", copies), ("in the outbox", states), ("a draft", drafts)):
    wrong += ["%s is %s and was never written" % (token, name) for token in rest]
json.dump({"ends": ends, "wrong": wrong}, sys.stdout)
