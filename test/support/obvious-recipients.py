"""Whom the obvious fields of bounces name, written down apart from the engine: Final-Recipient, X-Failed-Recipients.

Reads {"name": "base64 of a mail"} from the standard input and answers {"name": ["address", ...]}.
"""

import base64
import email.header
import json
import re
import sys


def unfolded(text: str) -> str:
    return re.sub(r"\n[ \t]+", " ", text)


def obvious(raw: bytes) -> list[str]:
    text = raw.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    head, _, body = text.partition("\n\n")
    found: set[str] = set()
    for group in re.split(r"\n[ \t]*\n", unfolded(body)):
        final = re.search(r"(?im)^final-recipient:[ \t]*(?:[\w-]+[ \t]*;)?[ \t]*(.*)$", group)
        action = re.search(r"(?im)^action:[ \t]*(\S+)", group)
        if final and (not action or re.match(r"(?i)fail|delay|expired", action.group(1))):
            address = final.group(1).strip().strip("<>").lower()
            if "@" in address:
                found.add(address)
    failed = re.search(r"(?im)^x-failed-recipients:[ \t]*(.*)$", unfolded(head))
    if not found and failed:
        words = str(email.header.make_header(email.header.decode_header(failed.group(1))))
        found = {one.strip().lower() for one in words.split(",")}
    return sorted(found)


mails = json.load(sys.stdin)
json.dump({name: obvious(base64.b64decode(raw)) for name, raw in mails.items()}, sys.stdout)
