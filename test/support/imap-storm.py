"""Another mail program that never rests: appends, flags, moves and expunges at random, so many times a second.

Reads {host, port, user, password, seed, perSecond, seconds} from standard input; prints one JSON value at the end:
{"acts": how many, "seconds": how long it took}. Messages whose Message-ID begins with "ours" are left alone.
"""

import imaplib
import json
import random
import sys
import time

imaplib._MAXLINE = 100_000_000
wanted = json.load(sys.stdin)
chance = random.Random(wanted["seed"])
connection = imaplib.IMAP4(wanted["host"], wanted["port"])
connection.login(wanted["user"], wanted["password"])
mailboxes = ["INBOX", "Archive", "Trash"]


def check(answer):
    if answer[0] != "OK":
        raise RuntimeError("refused: %r" % (answer,))
    return answer[1]


def strangers():
    """UIDs of the selected mailbox that may be touched."""
    ours = set(check(connection.uid("SEARCH", "HEADER", "Message-ID", '"<ours"'))[0].split())
    return [uid.decode() for uid in check(connection.uid("SEARCH", "ALL"))[0].split() if uid not in ours]


def append(number):
    text = "From: Storm <storm@storm.example>\r\nTo: hello@parley.test\r\nSubject: Storm %d\r\n" % number
    text += "Message-ID: <storm%d.%d@storm.example>\r\n\r\nText\r\n" % (wanted["seed"], number)
    check(connection.append(chance.choice(mailboxes), "()", None, text.encode()))


def remove(uids):
    joined = ",".join(uids)
    check(connection.uid("STORE", joined, "+FLAGS.SILENT", "(\\Deleted)"))
    check(connection.uid("EXPUNGE", joined))


acts = 0
begun = time.monotonic()
selected = None
known = []
while time.monotonic() - begun < wanted["seconds"]:
    due = begun + acts / wanted["perSecond"]
    wait = due - time.monotonic()
    if wait > 0:
        time.sleep(wait)
    if selected is None or chance.random() < 0.05:
        selected = chance.choice(mailboxes)
        check(connection.select(selected))
        known = strangers()
    deed = chance.choice(["append", "append", "flag", "flag", "unflag", "expunge", "move"])
    if deed == "append" or len(known) < 5:
        append(acts)
    else:
        uid = chance.choice(known)
        if deed in ("flag", "unflag"):
            sign = "+" if deed == "flag" else "-"
            flag = chance.choice(["\\Seen", "\\Flagged", "$label1"])
            check(connection.uid("STORE", uid, sign + "FLAGS.SILENT", "(%s)" % flag))
        else:
            if deed == "move":
                check(connection.uid("COPY", uid, chance.choice(mailboxes)))
            remove([uid])
            known.remove(uid)
    acts += 1
took = time.monotonic() - begun
connection.logout()
json.dump({"acts": acts, "seconds": took}, sys.stdout)
