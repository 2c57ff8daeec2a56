"""A small proxy before a plain IMAP server on loopback, for the habits that servers have and Dovecot has not."""

from __future__ import annotations

import re
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Command = Callable[[bytes], bytes | None]
"""Takes a line of the client; gives what is answered in place of the server (b"" cuts the line), None to pass it on."""


class Proxy(socketserver.ThreadingTCPServer):
    """`heard` are the commands of the clients, in order, without their tags. `hides` is taken out of what the server
    lists; after `cut_after` bytes of the server the line is cut, once."""

    daemon_threads, allow_reuse_address = True, True

    def __init__(self, server: int, answer: Command, hides: bytes, cut_after: int) -> None:
        super().__init__(("127.0.0.1", 0), _Line)
        self.server, self.answer, self.hides, self.cut_after = server, answer, hides, cut_after
        self.heard: list[str] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Line(socketserver.StreamRequestHandler):
    server: Proxy

    def handle(self) -> None:
        with socket.create_connection(("127.0.0.1", self.server.server)) as other:
            threading.Thread(target=self._back, args=(other,), daemon=True).start()
            with suppress(OSError):
                for line in self.rfile:
                    tag, _, command = line.partition(b" ")
                    self.server.heard.append(command.decode().strip())
                    answer = self.server.answer(command)
                    if answer == b"":
                        return
                    if answer is None:
                        other.sendall(line)
                    else:
                        self.wfile.write(tag + b" " + answer + b"\r\n")

    def _back(self, other: socket.socket) -> None:
        with suppress(OSError):
            while data := other.recv(4096):
                if self.server.hides:
                    data = re.sub(rb"(CAPABILITY [^\]\r]*?)" + re.escape(self.server.hides) + rb"\b", rb"\1", data)
                if self.server.cut_after:
                    self.server.cut_after -= len(data)
                    if self.server.cut_after <= 0:
                        self.server.cut_after = 0
                        self.request.shutdown(socket.SHUT_RDWR)
                        return
                self.wfile.write(data)


@contextmanager
def between(
    server: int, answer: Command = lambda _: None, *, hides: bytes = b"", cut_after: int = 0
) -> Iterator[Proxy]:
    """A proxy before the server at this port, while the test lasts."""
    with Proxy(server, answer, hides, cut_after) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        yield proxy
        proxy.shutdown()
