"""The mailbox: habits of servers, where the password comes from, limits, names and sentences: schemas/mailbox.toml."""

from collections.abc import Mapping

from schemas.named import NamedTuple
from schemas.typed import Count, Text, read


class Limits(NamedTuple):
    """Seconds to wait for a server, and how much is asked of it at once."""

    connect_seconds: Count
    read_seconds: Count
    headers_at_once: Count
    mails_at_once: Count
    bytes_at_once: Count
    idle_seconds: Count
    poll_seconds: Count
    pause_seconds: Count
    longest_pause_seconds: Count


class Password(NamedTuple):
    """The variable of the environment, the file in the home folder, and the service in the keyring."""

    environment: Text
    file: Text
    service: Text


class Provider(NamedTuple):
    """What is known of the servers and addresses of these domains."""

    domains: tuple[str, ...]
    wants_id: bool
    hint: Text


class MailNames(NamedTuple):
    mail: Text
    again: Text


class FetchWords(NamedTuple):
    """What `fetch` says when all went well."""

    progress: Text
    fetched: Text
    nothing: Text
    seen: Text
    left: Text
    missing: Text
    mail: Text
    no_subject: Text
    unmoved: Text
    again: Text
    begun: Text


class Refusals(NamedTuple):
    """Why a mailbox cannot be read, and what to do."""

    no_account: Text
    no_password: Text
    password_file: Text
    password_open: Text
    password_characters: Text
    host: Text
    certificate: Text
    connection: Text
    login: Text
    folder: Text
    refused: Text
    lost: Text


class MailboxFile(NamedTuple):
    limits: Limits
    password: Password
    introduction: Mapping[str, str]
    providers: tuple[Provider, ...]
    names: MailNames
    words: FetchWords
    refusals: Refusals

    def provider(self, *names: str) -> Provider | None:
        """The provider of a server or an address, by the end of its name."""
        domains = [name.rpartition("@")[2].lower() for name in names]
        return next((each for each in self.providers if any(_is_of(name, each) for name in domains)), None)


def _is_of(name: str, provider: Provider) -> bool:
    return any(name == domain or name.endswith(f".{domain}") for domain in provider.domains)


def mailbox_file() -> MailboxFile:
    """schemas/mailbox.toml."""
    return read("mailbox", MailboxFile)
