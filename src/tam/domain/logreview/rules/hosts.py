"""host-side-error: what a host did, seen and deliberately no fault of the library."""

from tam.domain.logreview.findings import Kind, Subject, Suppressed
from tam.domain.logreview.history import History, Said
from tam.domain.logreview.meaning.alerts import HOST_FLAGS
from tam.domain.logreview.meaning.concepts import Concept
from tam.domain.logreview.meaning.senses import Points, points_to
from tam.domain.logreview.rules.drives import link_events, together
from tam.domain.logreview.thresholds import Thresholds


def host_side(history: History, limits: Thresholds) -> list[Suppressed]:
    """Refused commands, write protection, reservations.

    Resets that reach several drives at once.
    """
    seen: dict[str, set[str]] = {}
    for said in history.said:
        event = said.event
        points = {points_to(sense) for sense in event.senses}
        if Points.HOST in points or Concept.HOST_DOING in event.concepts:
            _add(seen, _host(history, said), "commands that the drives or the library refused")
        elif set(event.flags) & HOST_FLAGS and event.who.hosts:
            _add(seen, _host(history, said), "write protection or formats that a host ran into")
        elif Points.RESET in points and _reset_together(history, said, limits):
            _add(seen, _host(history, said), "resets that reached several drives at once")
    for said in link_events(history):
        if together(history, said, limits):
            _add(seen, _host(history, said), "links of several of its drives lost at once")
    return [
        Suppressed(
            Kind.HOST_SIDE_ERROR,
            Subject("host", host),
            f"a host's doing: {'; '.join(sorted(reasons))}",
        )
        for host, reasons in sorted(seen.items())
    ]


def _add(seen: dict[str, set[str]], host: str, reason: str) -> None:
    if host:
        seen.setdefault(host, set()).add(reason)


def _host(history: History, said: Said) -> str:
    named = [host for host in said.event.who.hosts if ":" not in host]
    if named:
        return named[0]
    if said.event.who.hosts:
        return said.event.who.hosts[0]
    return history.identity.drive_hosts.get(said.drive or "", "")


def _reset_together(history: History, said: Said, limits: Thresholds) -> bool:
    if said.at is None:
        return False
    drives = {
        other.drive
        for other in history.of(Concept.SENSE)
        if other.at is not None
        and abs(other.at - said.at) <= limits.host_window
        and any(points_to(sense) is Points.RESET for sense in other.event.senses)
    }
    return len(drives) >= limits.host_drives_together
