"""The words that Python's email package finds in mail.

Reads lines of JSON ({"raw": base64}) and answers each with a line ({"text": …}): the text/plain and text/html parts that
aren't attachments, HTML without its tags, styles and scripts.
"""
import base64
import email
import email.policy
import html.parser
import json
import sys


class Words(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.pieces = []
        self.silent = 0

    def handle_starttag(self, tag, attrs):
        if tag in ("script", "style", "title"):
            self.silent += 1

    def handle_endtag(self, tag):
        if tag in ("script", "style", "title") and self.silent:
            self.silent -= 1

    def handle_data(self, data):
        if not self.silent:
            self.pieces.append(data)


def content(part):
    try:
        text = part.get_content()
    except Exception:
        payload = part.get_payload(decode=True)
        text = payload.decode("utf-8", "replace") if payload else str(part.get_payload())
    if part.get_content_type() != "text/html":
        return text
    words = Words()
    words.feed(text)
    words.close()
    return " ".join(words.pieces)


def texts(part):
    kind = part.get_content_type()
    if part.is_multipart():
        # Reports and pointers hold fields for machines, which Python reads as messages of their own.
        if kind.startswith("message/") and kind not in ("message/rfc822", "message/global"):
            return
        for child in part.get_payload():
            yield from texts(child)
    elif kind in ("text/plain", "text/html"):
        try:
            if part.get_content_disposition() != "attachment":
                yield content(part)
        except Exception:
            yield ""


for line in sys.stdin.buffer:
    raw = base64.b64decode(json.loads(line)["raw"])
    message = email.message_from_bytes(raw, policy=email.policy.default)
    sys.stdout.write(json.dumps({"text": "\n".join(texts(message))}) + "\n")
    sys.stdout.flush()
