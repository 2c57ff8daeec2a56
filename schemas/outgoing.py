"""Mail that goes out: drafts, the server that sends, and what `send` says: schemas/outgoing.toml."""

from collections.abc import Mapping

from schemas.named import NamedTuple
from schemas.typed import Count, Text, Words, read


class Files(NamedTuple):
    """What drafts are called."""

    draft: Text


class MessageWords(NamedTuple):
    """What stands in any mail."""

    unknown_domain: Text
    to_fill: Text
    to_fill_line: Text


class UnitMail(NamedTuple):
    """A mail to a unit; `marked` and `due` stand in it where they hold."""

    subject: Text
    greeting: Text
    lines: Words
    marked: Text
    due: Text


class PlainMail(NamedTuple):
    subject: Text
    greeting: Text
    lines: Words


class Closing(NamedTuple):
    lines: Words


class Server(NamedTuple):
    """Ports with TLS from the first byte; seconds to wait for an answer, at the end of a mail `final_seconds`; how
    often a mail is tried in one run."""

    implicit_ports: tuple[int, ...]
    connect_seconds: Count
    answer_seconds: Count
    final_seconds: Count
    tries: Count


class SendWords(NamedTuple):
    """What `send` says, and how letters to societies are numbered."""

    society_letter: Text
    society_again_letter: Text
    title: Text
    headings: Words
    between: Text
    encrypted: Text
    edited: Text
    nothing: Text
    held: Text
    counted: Text
    rehearsal: Text
    rehearsed: Text
    confirm: Text
    refused: Text
    progress: Text
    done: Text
    rehearsal_done: Text
    failed: Text
    failed_line: Text
    uncertain: Text
    uncertain_line: Text
    again_unknown: Text
    cut: Text
    copied: Text
    drafts: Text


class Reasons(NamedTuple):
    """Why a letter is not sent."""

    unaddressed: Text
    missing: Text
    draft_edited: Text
    no_password: Text


class Refusals(NamedTuple):
    """Why nothing is sent, and what to do."""

    no_batch: Text
    no_drafts_folder: Text
    no_account: Text
    no_sender: Text
    test_address: Text
    host: Text
    certificate: Text
    connection: Text
    no_tls: Text
    login: Text


class OutgoingFile(NamedTuple):
    files: Files
    message: MessageWords
    unit: UnitMail
    society: PlainMail
    society_again: PlainMail
    society_reminder: PlainMail
    reminder: PlainMail
    certificates: PlainMail
    closing: Closing
    server: Server
    states: Mapping[str, Text]
    kinds: Mapping[str, Text]
    words: SendWords
    reasons: Reasons
    refusals: Refusals


def outgoing_file() -> OutgoingFile:
    """schemas/outgoing.toml."""
    return read("outgoing", OutgoingFile)
