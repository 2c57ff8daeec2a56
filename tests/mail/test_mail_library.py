"""What the standard library writes is read back: any subject, names, letter, and bytes of attachments."""

from __future__ import annotations

import hashlib
from email import policy
from email.message import EmailMessage

from hypothesis import given
from hypothesis import strategies as st
from support_examples import examples
from support_mail import envelope, read

WORDS = st.text(st.sampled_from("渝东试算工程有限公司推荐表附件 abc-_（）()3、；;=?%"), min_size=1, max_size=40).map(
    str.strip
)
NAMES = WORDS.filter(lambda name: bool(name.strip(". "))).map(lambda name: name + ".dat")
FILES = st.lists(
    st.tuples(NAMES, st.binary(min_size=1, max_size=200)), min_size=1, max_size=4, unique_by=lambda file: file[0]
)
POLICIES = st.sampled_from([policy.SMTP, policy.SMTPUTF8, policy.default])


@examples(60)
@given(WORDS, WORDS, st.sampled_from(["plain", "html"]), st.sampled_from(["utf-8", "gb18030"]), FILES, POLICIES)
def test_round_trip(
    subject: str, letter: str, kind: str, charset: str, files: list[tuple[str, bytes]], chosen: policy.EmailPolicy
) -> None:
    message = EmailMessage(chosen)
    message["Subject"], message["From"] = subject, "人事 <hr@example.com>"
    message["Date"] = "Mon, 21 Apr 2025 09:30:00 +0800"
    message.set_content(letter, subtype=kind, charset=charset)
    for name, content in files:
        message.add_attachment(content, "application", "octet-stream", filename=name)
    reading = read(message.as_bytes())
    assert envelope(reading).sender == "hr@example.com"
    assert [one.split() for one in envelope(reading).subjects[:1]] == [subject.split()][: bool(subject)]
    expected = [(f"a.eml!{name}", hashlib.sha256(content).hexdigest()) for name, content in files]
    assert [(document.file, document.sha256) for document in reading.documents[1:]] == expected
