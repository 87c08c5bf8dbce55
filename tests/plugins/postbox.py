"""A real SMTP server on loopback that takes, defers, refuses, drops or hangs, as a test wants."""

import socket
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiosmtpd.controller import Controller

from tam.adapters.mail_out import Server

QUICK, PATIENT = 0.4, 10.0  # seconds that a client waits for an answer


@dataclass
class Postbox:
    """What came in, and how the next messages are answered.

    `at_rcpt` maps an address to an answer, `at_data` is the answer to a whole message; with `drop`
    the connection closes, with `hang` nothing comes, after the message was taken.
    """

    at_rcpt: dict[str, str] = field(default_factory=dict)
    at_data: str = "250 OK"
    drop: bool = False
    hang: bool = False
    mails: list[tuple[str, bytes]] = field(default_factory=list)
    port: int = 0

    @property
    def server(self) -> Server:
        """Where the client finds it."""
        return Server("127.0.0.1", self.port, timeout=QUICK if self.hang else PATIENT)

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - its name
        answer = self.at_rcpt.get(address)
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - its name
        if self.at_data.startswith("2"):
            self.mails.append((envelope.rcpt_tos[0], envelope.content))
        if self.drop:
            server.transport.close()
        if self.hang:
            await server.loop.run_in_executor(None, _slept.wait, 3 * QUICK)
        return self.at_data


_slept = threading.Event()  # never set: a wait that needs no sleep


@contextmanager
def open_postbox(**how):
    """A running server; closed again at the end."""
    box = Postbox(**how)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        box.port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=box.port, ready_timeout=10)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


@contextmanager
def open_parrot(*lines: bytes):
    """A server that says these lines one after another, whatever it hears, then hangs up."""
    listening = socket.create_server(("127.0.0.1", 0))

    def talk():
        peer, _ = listening.accept()
        with peer:
            for line in lines:
                peer.sendall(line)
                if not peer.recv(65536):
                    return

    thread = threading.Thread(target=talk, daemon=True)
    thread.start()
    try:
        yield Server("127.0.0.1", listening.getsockname()[1], timeout=PATIENT)
    finally:
        listening.close()
        thread.join(5)
