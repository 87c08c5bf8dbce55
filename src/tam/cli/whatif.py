"""`tam what-if ACCOUNT`: the real cases of an account under another level of a contract line."""

import argparse
import json
import sys
from datetime import date, datetime

from django.utils import timezone

from tam.apps.cases import selectors_whatif as replays
from tam.apps.cases.selectors_whatif import CaseReplay, Replay, Wish
from tam.apps.entitlement import selectors as entitlement
from tam.apps.estate import selectors as estate
from tam.domain.catalogue.load import UnknownLevel
from tam.domain.clock.zones import zone
from tam.domain.entitlement.facts import BadFacts
from tam.domain.entitlement.render import explained, moment
from tam.domain.entitlement.replay import Compared, Told
from tam.domain.entitlement.sentences import texts
from tam.domain.principals import Scope


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of `tam what-if`."""
    parser.add_argument("account", metavar="ACCOUNT", help="its short name, as northern-lights")
    parser.add_argument("--contract", metavar="NUMBER", help="needed where several have the line")
    parser.add_argument("--line", type=int, required=True, metavar="N", help="the contract line")
    parser.add_argument("--level", required=True, metavar="LEVEL", help="the other level")
    parser.add_argument("--from", dest="first", required=True, metavar="DAY", help="first day")
    parser.add_argument("--to", dest="last", required=True, metavar="DAY", help="last day")
    parser.add_argument("--format", choices=["text", "json"], default="text")


def run(args: argparse.Namespace) -> int:
    """Exit code 0 with a replay, 2 when it cannot be asked so; the reason is on standard error."""
    scope = Scope(estate.account_ids())
    try:
        found = replays.replay(scope=scope, wish=wish_of(args, scope), now=timezone.now())
    except (BadFacts, UnknownLevel) as wrong:
        sys.stderr.write(f"tam what-if: {wrong}\n")
        return 2
    assert found is not None  # noqa: S101  the line was found before
    print(as_json(found) if args.format == "json" else as_text(found))
    return 0


def wish_of(args: argparse.Namespace, scope: Scope) -> Wish:
    """What is asked, each word checked against what is there."""
    known = {one.slug: one.id for one in estate.accounts(scope=scope)}
    if args.account not in known:
        raise BadFacts(f"account: there is no {args.account!r}; there are {', '.join(known)}.")
    account = known[args.account]
    numbers = [
        contract.number
        for contract in entitlement.contracts(scope=scope, account_id=account)
        if any(line.number == args.line for line in contract.lines)
        and args.contract in {None, contract.number}
    ]
    if not numbers:
        where = f"the contract {args.contract}" if args.contract else "any contract"
        raise BadFacts(f"--line: there is no line {args.line} in {where} of {args.account}.")
    if len(numbers) > 1:
        raise BadFacts(f"--contract: line {args.line} is in {', '.join(numbers)}; name one.")
    days = day("from", args.first), day("to", args.last)
    return Wish(account, numbers[0], args.line, args.level, *days)


def day(name: str, text: str) -> date:
    """A day, as 2026-03-04."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadFacts(f"--{name}: write it as 2026-03-04, not {text!r}.") from None


def as_text(found: Replay) -> str:
    """The replay for a terminal: the sentence, why it could not stand, then each case."""
    lines = [found.sentence]
    for finding in found.findings:
        remedies = " ".join(texts(finding.remedies))
        lines.append(f"Refused by {finding.clause}: {finding.reason.text} {remedies}".rstrip())
    if found.elsewhere:
        lines.append(f"Left out, on other machines: {found.elsewhere}")
    for case in found.cases:
        lines.append("")
        lines.append(f"{case.number} {case.title}, opened {moment(there(case))}")
        if case.supposed:
            lines.append(f"  as if: {' and '.join(case.supposed)} at the {case.since}")
        for one in case.compared:
            lines.append(f"  {one.clause} {one.differ.value}")
            lines += [f"    {words(told)}" for told in (one.actual, one.instead)]
    return "\n".join(lines)


def there(case: CaseReplay) -> datetime:
    """When a case was opened, on the wall of its site."""
    return case.opened_at.astimezone(zone(case.zone))


def words(told: Told) -> str:
    """One answer on a line."""
    said = told.standing.value
    if told.event == "staffed":
        said = "staffed at once"
    elif told.when is not None:
        said = f"{told.event} {moment(told.when)}"
        if told.standing.value != "promised":
            said = f"{said} ({told.standing.value})"
    return f"{told.level or 'no level'}: {said}"


def as_json(found: Replay) -> str:
    """The replay with every decision explained, for programs."""
    value = {
        "level": found.level,
        "other": found.other,
        "sentence": found.sentence,
        "refused": [
            {
                "clause": one.clause,
                "field": one.field,
                "reason": one.reason.text,
                "remedies": texts(one.remedies),
                "readings": list(one.readings),
            }
            for one in found.findings
        ],
        "elsewhere": found.elsewhere,
        "cases": [_case(one) for one in found.cases],
    }
    return json.dumps(value, indent=2, ensure_ascii=False)


def _case(case: CaseReplay) -> dict[str, object]:
    return {
        "number": case.number,
        "title": case.title,
        "opened_at": case.opened_at.isoformat(),
        "zone": case.zone,
        "library": case.library,
        "supposed": list(case.supposed),
        "since": case.since,
        "clauses": [_compared(one) for one in case.compared],
    }


def _compared(one: Compared) -> dict[str, object]:
    return {
        "clause": one.clause,
        "differs": one.differ.value,
        "actual": _told(one.actual),
        "instead": _told(one.instead),
    }


def _told(told: Told) -> dict[str, object]:
    when = told.when
    return {
        "standing": told.standing.value,
        "event": told.event,
        "when": when.isoformat() if isinstance(when, date | datetime) else None,
        "decision": explained(told.decision),
    }
