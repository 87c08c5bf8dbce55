"""Reading the list of contracts: where each stands, which end is next."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Min, Q, QuerySet

from tam.apps.entitlement.facts import contract_facts
from tam.apps.entitlement.models import ServiceContract
from tam.domain.entitlement.changes import ALERT_DAYS
from tam.domain.entitlement.facts import ContractFacts, LineFacts
from tam.domain.principals import Scope

PAGE = 50
SOON = timedelta(days=max(ALERT_DAYS))
STATES = ("running", "ends soon", "suspended", "to come", "ended")


@dataclass(frozen=True)
class ContractRow:
    """One contract of the list; `next_end` is the first end of a line that is still to come."""

    id: int
    account_id: int
    account: str
    number: str
    state: str
    starts_on: date
    ends_on: date
    lines: int
    next_end: date | None
    days_left: int | None
    followed_by: str


@dataclass(frozen=True)
class Listing:
    """One page of the list, and how many contracts there are in all."""

    rows: list[ContractRow]
    total: int
    page: int
    pages: int


def state_of(item: ContractFacts | LineFacts, today: date) -> str:
    """Where a contract or a line stands on a day, in a word."""
    if today < item.starts_on:
        return "to come"
    if today > item.ends_on:
        return "ended"
    if not item.active_on(today):
        return "suspended"
    return "ends soon" if item.ends_on - today <= SOON else "running"


def contract_rows(scope: Scope, today: date) -> QuerySet[ServiceContract]:
    """Contracts with what the list tells of each."""
    ahead = Q(lines__ends_on__gte=today)
    return (
        ServiceContract.objects.visible_to(scope)
        .select_related("account")
        .prefetch_related("suspensions", "followed_by")
        .annotate(
            line_count=Count("lines", distinct=True), next_end=Min("lines__ends_on", filter=ahead)
        )
    )


def row_of(row: ServiceContract, today: date) -> ContractRow:
    """One contract of the list."""
    next_end: date | None = getattr(row, "next_end", None)
    state = state_of(contract_facts(row, ()), today)
    soon = next_end is not None and next_end - today <= SOON
    if state == "running" and soon:
        state = "ends soon"
    return ContractRow(
        id=row.pk,
        account_id=row.account_id,
        account=row.account.name,
        number=row.number,
        state=state,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        lines=getattr(row, "line_count", 0),
        next_end=next_end,
        days_left=(next_end - today).days if next_end is not None and soon else None,
        followed_by=", ".join(one.number for one in row.followed_by.all()),
    )


def _in_state(scope: Scope, state: str, today: date) -> Q:
    """The contracts that stand so on a day, as a condition of the database."""
    own = ServiceContract.objects.visible_to(scope)
    here = Q(starts_on__lte=today, ends_on__gte=today)
    back = Q(suspensions__resumed_on=None) | Q(suspensions__resumed_on__gt=today)
    held = own.filter(
        back,
        suspensions__line=None,
        suspensions__starts_on__lte=today,
        suspensions__ends_on__gte=today,
    )
    soon = own.filter(lines__ends_on__range=(today, today + SOON))
    suspended, ending = (Q(pk__in=some.values("pk")) for some in (held, soon))
    return {
        "to come": Q(starts_on__gt=today),
        "ended": Q(ends_on__lt=today),
        "suspended": here & suspended,
        "ends soon": here & ending & ~suspended,
        "running": here & ~ending & ~suspended,
    }.get(state, Q())


@dataclass(frozen=True)
class Wanted:
    """What of the list is asked for; empty means everything."""

    account_id: int | None = None
    state: str = ""
    number: str = ""
    page: int = 1


def listing(*, scope: Scope, today: date, wanted: Wanted) -> Listing:
    """Contracts in scope, those whose end is next first; a fixed number of queries."""
    rows = contract_rows(scope, today).filter(_in_state(scope, wanted.state, today))
    if wanted.account_id is not None:
        rows = rows.filter(account_id=wanted.account_id)
    if wanted.number:
        rows = rows.filter(number__icontains=wanted.number)
    total = rows.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(1, wanted.page), pages)
    ahead = F("next_end").asc(nulls_last=True)
    found = rows.order_by(ahead, "-ends_on", "number")[(page - 1) * PAGE : page * PAGE]
    return Listing([row_of(row, today) for row in found], total, page, pages)
