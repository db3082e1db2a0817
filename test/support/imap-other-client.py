"""Another mail program at the same account: does what it is told, by Python's own IMAP client.

The first line of standard input is {host, port, user, password}; each further line is a command, answered by one line:
  {"do": "append", "mailbox", "id", "flags"}       -> {"ok": true}
  {"do": "move", "id", "to"}                       -> {"ok": whether the message was anywhere}
  {"do": "flag" | "unflag", "id", "flag"}          -> the same
  {"do": "expunge", "id"}                          -> the same
  {"do": "places", "ids": [...]}                   -> {id: [{"mailbox", "uid", "flags"}]}
It shares no code with the engine. Messages are found by their Message-ID, in all mailboxes.
"""

import imaplib
import json
import re
import sys

imaplib._MAXLINE = 100_000_000
wanted = json.loads(sys.stdin.readline())
connection = imaplib.IMAP4(wanted["host"], wanted["port"])
connection.login(wanted["user"], wanted["password"])


def quoted(name):
    return '"%s"' % name.replace("\\", "\\\\").replace('"', '\\"')


def check(answer):
    if answer[0] != "OK":
        raise RuntimeError("refused: %r" % (answer,))
    return answer[1]


def mailboxes():
    names = []
    for line in check(connection.list()):
        found = re.search(rb'\((.*?)\) (?:NIL|"[^"]*") "?(.*?)"?$', line)
        if found and b"\\noselect" not in found.group(1).lower():
            names.append(found.group(2).decode("ascii"))
    return names


def find(ids):
    """Where messages lie: {id: [(mailbox, uid, flags)]}."""
    places = {one: [] for one in ids}
    for name in mailboxes():
        check(connection.select(quoted(name), readonly=True))
        for one in ids:
            uids = check(connection.uid("SEARCH", "HEADER", "Message-ID", '"<%s>"' % one))[0].split()
            for uid in uids:
                lines = check(connection.uid("FETCH", uid.decode(), "(FLAGS)"))
                text = b"".join(line for line in lines if isinstance(line, bytes)).decode("latin1")
                flags = re.search(r"FLAGS \(([^)]*)\)", text)
                if flags is None:
                    continue
                kept = sorted(flag for flag in flags.group(1).split() if flag != "\\Recent")
                places[one].append({"mailbox": name, "uid": int(uid), "flags": kept})
    return places


def each_place(one, act):
    found = find([one])[one]
    for place in found:
        check(connection.select(quoted(place["mailbox"])))
        act(place)
    return {"ok": bool(found)}


def move(place, to):
    if place["mailbox"] == to:
        return
    uid = str(place["uid"])
    check(connection.uid("COPY", uid, quoted(to)))
    check(connection.uid("STORE", uid, "+FLAGS.SILENT", "(\\Deleted)"))
    check(connection.uid("EXPUNGE", uid))


def expunge(place):
    uid = str(place["uid"])
    check(connection.uid("STORE", uid, "+FLAGS.SILENT", "(\\Deleted)"))
    check(connection.uid("EXPUNGE", uid))


def obey(command):
    do = command["do"]
    if do == "append":
        text = "\r\n".join([
            "From: %s <%s@client.example>" % (command["id"], command["id"].split("@")[0]),
            "To: hello@parley.test",
            "Subject: About %s" % command["id"],
            "Message-ID: <%s>" % command["id"],
            "Date: Tue, 10 Mar 2026 12:00:00 +0000",
            "",
            "Text of %s" % command["id"],
            "",
        ])
        flags = "(%s)" % " ".join(command.get("flags", []))
        check(connection.append(quoted(command["mailbox"]), flags, None, text.encode()))
        return {"ok": True}
    if do == "move":
        return each_place(command["id"], lambda place: move(place, command["to"]))
    if do in ("flag", "unflag"):
        sign = "+" if do == "flag" else "-"
        return each_place(
            command["id"],
            lambda place: check(
                connection.uid("STORE", str(place["uid"]), sign + "FLAGS.SILENT", "(%s)" % command["flag"])
            ),
        )
    if do == "expunge":
        return each_place(command["id"], expunge)
    if do == "places":
        return find(command["ids"])
    raise RuntimeError("unknown: %s" % do)


for line in sys.stdin:
    print(json.dumps(obey(json.loads(line))), flush=True)
connection.logout()
