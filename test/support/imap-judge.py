"""An independent look at an IMAP account: what the server holds, by Python's own IMAP client.

Reads {host, port, user, password, hash} from standard input and prints one JSON value:
{mailbox: {"uidValidity", "emails": [{"uid", "flags", "messageId", "sizeBytes", "internalDate", "sha256"}]}}
It shares no code with the engine, so that a mistake in ours cannot hide in both.
"""

import email.parser
import email.policy
import hashlib
import imaplib
import json
import re
import sys
import time

imaplib._MAXLINE = 100_000_000
wanted = json.load(sys.stdin)
connection = imaplib.IMAP4(wanted["host"], wanted["port"])
connection.login(wanted["user"], wanted["password"])
what = "(UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[%s])" % (
    "" if wanted.get("hash") else "HEADER.FIELDS (MESSAGE-ID)"
)


def first(pattern, text):
    found = re.search(pattern, text)
    return found.group(1) if found else None


def message_id(raw):
    headers = email.parser.BytesHeaderParser(policy=email.policy.compat32).parsebytes(raw)
    value = headers.get("Message-ID")
    return None if value is None else " ".join(str(value).split())


def decode_name(raw):
    """Modified UTF-7 (RFC 3501 section 5.1.3)."""
    def part(found):
        inner = found.group(1)
        if inner == "":
            return "&"
        return ("+" + inner.replace(",", "/") + "-").encode("ascii").decode("utf-7")
    return re.sub(r"&([^-]*)-", part, raw)


def judge(name):
    status, answer = connection.select('"%s"' % name.replace("\\", "\\\\").replace('"', '\\"'), readonly=True)
    if status != "OK":
        return None
    count = int(answer[0])
    validity = connection.response("UIDVALIDITY")[1][0]
    emails = []
    for start in range(1, count + 1, 500):
        status, parts = connection.fetch("%d:%d" % (start, min(count, start + 499)), what)
        if status != "OK":
            raise SystemExit("FETCH failed in %s" % name)
        for index, part in enumerate(parts):
            if not isinstance(part, tuple):
                continue
            line = part[0].decode("latin1")
            after = parts[index + 1] if index + 1 < len(parts) else b""
            if isinstance(after, bytes):
                line += after.decode("latin1")
            raw = part[1]
            entry = {
                "uid": int(first(r"UID (\d+)", line)),
                "flags": sorted(flag for flag in first(r"FLAGS \(([^)]*)\)", line).split() if flag != "\\Recent"),
                "messageId": message_id(raw),
                "sizeBytes": int(first(r"RFC822\.SIZE (\d+)", line)),
                "internalDate": int(time.mktime(imaplib.Internaldate2tuple(line.encode("latin1")))) * 1000,
            }
            if wanted.get("hash"):
                entry["sha256"] = hashlib.sha256(raw).hexdigest()
            emails.append(entry)
    return {"uidValidity": int(validity), "emails": emails}


result = {}
for line in connection.list()[1]:
    text = line.decode("latin1") if isinstance(line, bytes) else (line[0] + line[1]).decode("latin1")
    if re.match(r"\([^)]*\\Noselect", text, re.I):
        continue
    quoted = re.search(r'"((?:[^"\\]|\\.)*)"$', text)
    name = quoted.group(1).replace('\\"', '"').replace("\\\\", "\\") if quoted else text.rsplit(" ", 1)[1]
    found = judge(name)
    if found is not None:
        result[decode_name(name)] = found
connection.logout()
json.dump(result, sys.stdout)
