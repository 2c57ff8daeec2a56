"""Drafts as mails: read back by the standard library, by notmuch (GMime) and by Perl's Email::MIME; the same bytes for
the same batch; addressed to who sent the form."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from examples.units import mail
from pipeline.model.documents import MailHead
from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.publish.mails.heading import correspondent, heading, is_address, to_answer
from pipeline.publish.mails.message import Attachment, Correspondent, Mail, message
from pipeline.register import Register
from pipeline.terms.settings import WORKBOOK, ExpectedUnit
from pipeline.upkeep.remind import remind
from pipeline.upkeep.republish import republish
from tests.main.support_main import NOW, Office, person, tree, workbook
from tests.support_workers import Here

OWN = {"name": "仁桥工程师协会", "mail_account": "mail@renqiao.example", "email": "office@renqiao.example"}
LONG = "推荐参加工程能力评价人员情况表（甲工程有限公司，第二次补正，含附件一、附件二）（补正）.xlsx"
SENT = NOW - timedelta(days=20)
DATA = bytes(range(256)) * 40
MAIL = Mail(
    sender=Correspondent("仁桥,“协会”(本部)", "mail@renqiao.example"),
    to=Correspondent('甲工程有限公司, Ltd. <分公司> "第一"' * 3, "hr@unit.example"),
    subject="补正：评价(2025)+" + "甲工程有限公司" * 12 + " =?utf-8?q?no?=",
    message_id="<abc@renqiao.example>",
    answers="<their@unit.example>",
    moment=NOW,
    lines=("甲：", "　　第一行 <b>&", ".", "From 甲"),
    attachments=(Attachment("补正.docx", DATA), Attachment(LONG, DATA[::-1]), Attachment("a\"b;c'.xlsm", b"")),
    reply_to=Correspondent("", "office@renqiao.example"),
)
DRAFT = message(MAIL, is_draft=True)


def test_a_mail_reads_back_as_it_was_meant() -> None:
    found = message_from_bytes(DRAFT, policy=policy.default)
    assert isinstance(found, EmailMessage)
    assert [str(defect) for part in found.walk() for defect in part.defects] == []
    assert [found[name] for name in ("X-Unsent", "Message-ID", "In-Reply-To", "References")] == [
        *("1", "<abc@renqiao.example>", "<their@unit.example>", "<their@unit.example>")
    ]
    assert MAIL.sender is not None
    assert MAIL.to is not None
    assert found["From"].addresses[0].display_name == MAIL.sender.name
    joined = found["To"].addresses[0].display_name.replace(" ", "")  # the library parts the words of a name by blanks
    assert joined == MAIL.to.name.replace(" ", "")
    assert (len(found["From"].addresses), len(found["To"].addresses)) == (1, 1)
    assert str(found["Subject"]) == MAIL.subject
    assert found["Date"].datetime == NOW
    text, markup = (found.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert markup is not None
    assert text.get_content().splitlines() == list(MAIL.lines)
    assert "第一行 &lt;b&gt;&amp;" in markup.get_content()
    assert {part["Content-Transfer-Encoding"] for part in found.walk() if not part.is_multipart()} == {"base64"}
    attached = [(part.get_filename(), part.get_content()) for part in found.iter_attachments()]
    assert attached == [(each.name, each.data) for each in MAIL.attachments]


def test_a_mail_is_fit_for_every_server() -> None:
    """CRLF alone, nothing but ASCII, no line above 998 characters (RFC 5322, 2.1.1), none of the headers above 76."""
    assert DRAFT.isascii()
    assert DRAFT.replace(b"\r\n", b"").count(b"\n") == DRAFT.replace(b"\r\n", b"").count(b"\r") == 0
    assert max(map(len, DRAFT.split(b"\r\n"))) < 998
    assert max(map(len, DRAFT.partition(b"\r\n\r\n")[0].split(b"\r\n"))) <= 76


def test_the_same_mail_has_the_same_bytes() -> None:
    assert hashlib.sha256(DRAFT).hexdigest() == hashlib.sha256(message(MAIL, is_draft=True)).hexdigest()
    assert message(MAIL, is_draft=False) == DRAFT.removeprefix(b"X-Unsent: 1\r\n")


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("a@b.example", True),
        ("a.b+c@b.example", True),
        ("", False),
        ("甲@b.example", False),
        ("a@b@c", False),
        ("a@b>\r\nBcc: x@y", False),
        ('"a b"@c.example', False),
    ],
)
def test_what_is_an_address(text: str, fits: bool) -> None:
    assert (is_address(text), bool(correspondent("", text))) == (fits, fits)


def test_the_innermost_mail_that_is_not_ours_is_answered() -> None:
    unit, ours = MailHead("hr@unit.example", "<1@unit>"), MailHead("Office@renqiao.example", "<2@ours>")
    other = MailHead("colleague@elsewhere.example", "<3@else>")
    for mails, wanted in (
        ((unit,), ("hr@unit.example", "<1@unit>")),
        ((other, unit), ("hr@unit.example", "<1@unit>")),
        ((unit, ours), ("hr@unit.example", "<1@unit>")),
        ((), ("before@unit.example", "")),
    ):
        to, answers = to_answer(mails, "before@unit.example", OWN, "甲")
        assert (to and to.address, answers) == wanted
    assert to_answer((ours,), "", OWN, "甲") == (None, "")
    assert to_answer((), "", OWN, "甲") == (None, "")


def test_a_message_id_is_of_one_letter_of_one_batch_of_one_register() -> None:
    ids = {
        heading(letter, batch, NOW, OWN, secret, None).message_id
        for letter in ("L00001", "L00002")
        for batch in ("20250506-01", "20250506-02")
        for secret in (b"a", b"b")
    }
    assert len(ids) == 8
    assert all(each.endswith("@renqiao.example>") for each in ids)


def unit_mail(inner: bytes) -> bytes:
    """What a colleague forwards, as an attachment."""
    outer = EmailMessage()
    outer["From"], outer["Subject"], outer["Message-ID"] = (
        "colleague@renqiao.example",
        "转发",
        "<outer@renqiao.example>",
    )
    outer["Date"] = "Mon, 21 Apr 2025 09:00:00 +0800"
    outer.set_content("见附件")
    outer.add_attachment(message_from_bytes(inner, policy=policy.default))
    return outer.as_bytes()


def test_drafts_lie_beside_the_letters_and_are_the_same_again(tmp_path: Path) -> None:
    """A mail that was forwarded is answered to who sent the form in it; what came as a file has no address."""
    office = Office(tmp_path)
    sheet = workbook("甲工程有限公司", person("钱一", "1991111"))
    office.receive(
        {
            "1.eml": unit_mail(mail("甲工程有限公司", SENT, "请查收。", {"附件3.xlsx": sheet})),
            "2025-04-10 乙/附件3.xlsx": workbook("乙工程有限公司", person("孙二", "1991111")),
        }
    )
    office.run()
    drafts = {path.parent.name[0]: path for path in (office.outbox / "批次").rglob("单位/*/*.eml")}
    assert {path.name for path in drafts.values()} == {"补正.eml"}
    first, second = (message_from_bytes(drafts[name].read_bytes(), policy=policy.default) for name in "甲乙")
    assert (first["To"].addresses[0].addr_spec, first["In-Reply-To"]) == (
        f"hr@unit{SENT:%d%H%M}.example",
        f"<{SENT:%Y%m%d%H%M}@unit.example>",
    )
    assert (second["To"], second["In-Reply-To"]) == (None, None)
    assert str(second["Subject"]).startswith("【收件人待填】")
    assert isinstance(second, EmailMessage)
    body = second.get_body(("plain",))
    assert body is not None
    assert body.get_content().startswith("【收件人待填：没有查到收件地址")
    before = tree(office.outbox / "批次")
    shutil.rmtree(office.outbox / "批次")
    with Register.open(office.register) as register, register.alone():
        republish(register, "20250506-01", office.outbox, NOW, Here(1))
    assert tree(office.outbox / "批次") == before


@pytest.mark.slow
def test_reminders_have_drafts_too(tmp_path: Path) -> None:
    """To who sent what is to be corrected, answering that; to an expected unit by its address in the settings."""
    office = Office(tmp_path)
    office.settings.mkdir()
    units = [ExpectedUnit("丙工程有限公司", email="c@unit.example"), ExpectedUnit("丁工程有限公司")]
    write_settings_workbook(office.settings / WORKBOOK, association=OWN, expected_units=units)
    sheet = workbook("甲工程有限公司", person("钱一", "1991111"))
    office.receive({"1.eml": mail("甲工程有限公司", SENT, "请查收。", {"附件3.xlsx": sheet, "盖章.pdf": b"%PDF-1.4"})})
    office.run()
    with Register.open(office.register) as register:
        done = remind(register, office.settings, office.outbox, NOW + timedelta(days=60))
    drafts = {path.parent.name + path.name[0]: path for path in done.folder.rglob("*.eml")}
    assert sorted(drafts) == ["催报丁", "催报丙", "催补正甲"]
    assert len(done.written) == 3
    read = {name: message_from_bytes(path.read_bytes(), policy=policy.default) for name, path in drafts.items()}
    assert [str(read[name]["To"] and read[name]["To"].addresses[0].addr_spec) for name in sorted(read)] == [
        *("None", "c@unit.example", f"hr@unit{SENT:%d%H%M}.example")
    ]
    assert read["催补正甲"]["In-Reply-To"] == f"<{SENT:%Y%m%d%H%M}@unit.example>"
    assert [part.get_filename() for part in read["催报丙"].walk() if part.get_filename()] == ["丙工程有限公司.docx"]
    write_settings_workbook(office.settings / WORKBOOK, association=OWN | {"drafts": "否"}, expected_units=units)
    with Register.open(office.register) as register:
        done = remind(register, office.settings, office.outbox, NOW + timedelta(days=61))
    assert (len(done.written), list(done.folder.rglob("*.eml"))) == (3, [])


@pytest.mark.slow
def test_notmuch_reads_the_draft(tmp_path: Path) -> None:
    """GMime is what reads; of another maker than Python."""
    if not shutil.which("notmuch"):
        pytest.skip("no notmuch here")
    box = tmp_path / "mail"
    (box / "cur").mkdir(parents=True)
    (box / "cur" / "1:2,").write_bytes(DRAFT)
    (tmp_path / "config").write_text(f"[database]\npath={box}\n[user]\nname=x\nprimary_email=x@y.example\n")

    def run(*words: str) -> bytes:
        return subprocess.run(
            ["notmuch", "--config", str(tmp_path / "config"), *words], check=True, capture_output=True, timeout=60
        ).stdout

    run("new")
    told = json.loads(run("show", "--format=json", "--include-html", "--body=true", "*"))[0][0][0]
    assert MAIL.to is not None
    assert told["headers"]["Subject"] == MAIL.subject
    assert "<hr@unit.example>" in told["headers"]["To"]
    assert MAIL.to.name in told["headers"]["To"].replace('\\"', '"')
    alternative, *attached = told["body"][0]["content"]
    assert alternative["content"][0]["content"].splitlines() == list(MAIL.lines)
    assert [each["filename"] for each in attached] == [each.name for each in MAIL.attachments]
    for each, meant in zip(attached, MAIL.attachments, strict=True):
        assert run("show", f"--part={each['id']}", "--format=raw", "*") == meant.data


PERL = r"""
use strict; use warnings; use Email::MIME; use JSON::PP; use Encode; use Digest::SHA qw(sha256_hex);
local $/; my $mail = Email::MIME->new(<STDIN>); my @parts;
$mail->walk_parts(sub { my ($part) = @_; return if $part->subparts;
    my $is_text = $part->content_type =~ m{^text/};
    push @parts, [$part->content_type, $part->filename // "", $is_text ? $part->body_str : sha256_hex($part->body)]; });
print JSON::PP->new->ascii->encode({parts => \@parts,
    map { $_ => $mail->header_str($_) } qw(From To Subject Message-ID In-Reply-To X-Unsent)});
"""


@pytest.mark.slow
def test_perl_reads_the_draft() -> None:
    known = subprocess.run(["perl", "-MEmail::MIME", "-e", "1"], check=False, capture_output=True, timeout=60)
    if known.returncode:
        pytest.skip("no Email::MIME here")
    done = subprocess.run(["perl", "-e", PERL], input=DRAFT, check=True, capture_output=True, timeout=60)
    told = json.loads(done.stdout)
    assert MAIL.sender is not None
    assert MAIL.to is not None
    assert told["From"] == f'"{MAIL.sender.name}" <mail@renqiao.example>'
    assert told["To"].replace("\\", "") == f'"{MAIL.to.name}" <hr@unit.example>'
    assert (told["Subject"], told["In-Reply-To"], told["X-Unsent"]) == (MAIL.subject, "<their@unit.example>", "1")
    (_, _, text), _, *attached = told["parts"]
    assert text.splitlines() == list(MAIL.lines)
    assert [(name, digest) for _, name, digest in attached] == [
        (each.name, hashlib.sha256(each.data).hexdigest()) for each in MAIL.attachments
    ]
