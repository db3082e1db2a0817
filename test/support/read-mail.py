"""Reads messages as Python's email package does, strictly, and tells what they are. Input: paths, a JSON list."""

import email
import email.header
import email.policy
import hashlib
import json
import re
import sys
from email.utils import getaddresses

POLICY = email.policy.default.clone(raise_on_defect=False)


def part(node):
    told = {
        "type": node.get_content_type(),
        "disposition": node.get_content_disposition(),
        "name": node.get_filename(),
        "contentId": node.get("Content-ID"),
        "encoding": node.get("Content-Transfer-Encoding"),
        "defects": [type(one).__name__ for one in node.defects],
    }
    if node.is_multipart():
        return {**told, "parts": [part(one) for one in node.iter_parts()]}
    data = node.get_payload(decode=True) or b""
    told |= {"sizeBytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    if node.get_content_maintype() == "text" and node.get_content_disposition() != "attachment":
        told |= {"charset": node.get_content_charset(), "text": data.decode("utf-8")}
    return told


def words(text):
    return str(email.header.make_header(email.header.decode_header(text)))


def people(raw, name):
    # By the older reader: the new one of 3.11 puts a space between neighbouring encoded words of a name (RFC 2047 6.2).
    values = email.message_from_bytes(raw, policy=email.policy.compat32).get_all(name, [])
    lists = [re.sub(r"\r?\n(?=[ \t])", "", str(value)) for value in values]
    return [[words(person), address] for person, address in getaddresses(lists)]


def message(path):
    with open(path, "rb") as file:
        raw = file.read()
    mail = email.message_from_bytes(raw, policy=POLICY)
    header_defects = [type(one).__name__ for value in mail.values() for one in getattr(value, "defects", ())]
    return {
        "headers": {name.lower(): str(value) for name, value in mail.items()},
        "names": [name.lower() for name in mail.keys()],
        "from": people(raw, "from"),
        "to": people(raw, "to"),
        "cc": people(raw, "cc"),
        "date": mail["date"].datetime.isoformat(),
        "headerDefects": header_defects,
        "body": part(mail),
        "longestLine": max(len(line) for line in raw.split(b"\r\n")),
        "bareBreaks": raw.replace(b"\r\n", b"").count(b"\n") + raw.replace(b"\r\n", b"").count(b"\r"),
        "eightBit": any(byte > 127 for byte in raw),
    }


print(json.dumps([message(path) for path in json.load(sys.stdin)]))
