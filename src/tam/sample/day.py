"""The sample account: two sites under TAM, one whose TAM was refused, three libraries."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tam.apps.cases import services as cases
from tam.apps.cases import services_events as events
from tam.apps.cases.services import Fix, NewCase, Step
from tam.apps.cases.services_events import Happened
from tam.apps.entitlement import services as entitlement
from tam.apps.entitlement.services import NewContract, NewLine
from tam.apps.estate import services as estate
from tam.apps.estate import services_centers as service_centers
from tam.apps.estate.services import NewLibrary, NewSite
from tam.apps.people import services as people
from tam.apps.people.services import NewContact, NewPerson, NewRepresentative, NewStakeholder
from tam.domain.cases.lifecycle import Party, Severity, State
from tam.domain.entitlement.centers import Center
from tam.domain.entitlement.distance import Position
from tam.domain.principals import Principal, Role, system

BOULDER = NewSite(
    name="Boulder Data Center",
    address="5 Foothills Parkway",
    city="Boulder",
    state="CO",
    country="US",
    zone="America/Denver",
    latitude=40.0150,
    longitude=-105.2705,
)
OSLO = NewSite(
    name="Oslo Archive",
    address="Sjøgata 12",
    city="Oslo",
    country="NO",
    zone="Europe/Oslo",
    latitude=59.9139,
    longitude=10.7522,
)
LEEDS = NewSite(
    name="Leeds Office",
    address="1 Canal Wharf",
    city="Leeds",
    country="GB",
    zone="Europe/London",
    latitude=53.8008,
    longitude=-1.5491,
)
CENTERS = (  # made up; Leeds has none within 50 miles
    Center("Front Range Field Service", "Westminster", "US", Position(39.8367, -105.0372)),
    Center("Oslofjord Field Service", "Drammen", "NO", Position(59.7440, 10.2045)),
)
LIBRARIES = (
    ("boulder", NewLibrary("4B31C86E", "TFinity", "gamma-4", date(2021, 5, 4))),
    ("boulder", NewLibrary("FD8B808F", "T950", "vault-6", date(2019, 9, 17))),
    ("oslo", NewLibrary("C1A87F36", "T950", "delta-30", date(2020, 2, 11))),
)


@dataclass(frozen=True)
class Sample:
    """The people of the sample, for their one-time links."""

    representative: int
    customer: int
    manager: int


def load(now: datetime) -> Sample:
    """Write the sample through the same services that people use; `now` is the first moment."""
    by = system("sample")
    account = estate.add_account(
        name="Northern Lights Research", slug="northern-lights", at=now, by=by
    )
    sample = _people(account, now, by)
    sites = {
        "boulder": estate.add_site(account_id=account, new=BOULDER, at=now, by=by),
        "oslo": estate.add_site(account_id=account, new=OSLO, at=now, by=by),
        "leeds": estate.add_site(account_id=account, new=LEEDS, at=now, by=by),
    }
    libraries = [
        estate.add_library(site_id=sites[place], new=library, at=now, by=by)
        for place, library in LIBRARIES
    ]
    _contracts(account, sites, now, by)
    _cases(account, libraries, now)
    return sample


def load_centers(now: datetime) -> None:
    """Write the made-up service centers; the sample's sites are measured from them."""
    service_centers.take_centers(centers=CENTERS, at=now, by=system("sample"))


def _people(account: int, now: datetime, by: Principal) -> Sample:
    def person(name: str, email: str, zone: str, role: Role) -> int:
        user = people.add_person(new=NewPerson(email, name, zone), at=now, by=by)
        people.grant_role(user_id=user, account_id=account, role=role, at=now, by=by)
        return user

    ingrid = person("Ingrid Solberg", "ingrid.solberg@vendor.example", "Europe/Oslo", Role.TAM)
    morgan = person("Morgan Reyes", "morgan.reyes@vendor.example", "America/Denver", Role.MANAGER)
    dana = person(
        "Dana Whitfield", "dana.whitfield@customer.example", "America/Denver", Role.CUSTOMER_ADMIN
    )
    contact = NewContact(
        "Dana Whitfield", "dana.whitfield@customer.example", "+1 303 555 0142", dana
    )
    people.add_contact(account_id=account, new=contact, at=now, by=by)
    for stakeholder in (
        NewStakeholder(
            "Dana Whitfield",
            "dana.whitfield@customer.example",
            "Storage lead",
            "customer",
            "America/Denver",
        ),
        NewStakeholder(
            "Henrik Aas", "henrik.aas@customer.example", "Archive owner", "customer", "Europe/Oslo"
        ),
        NewStakeholder(
            "Morgan Reyes",
            "morgan.reyes@vendor.example",
            "Service manager",
            "vendor",
            "America/Denver",
        ),
    ):
        people.add_stakeholder(account_id=account, new=stakeholder, at=now, by=by)
    since = now.date() - timedelta(days=10)
    people.assign_representative(
        account_id=account,
        new=NewRepresentative(ingrid, since, "08:00-17:00 in Oslo", morgan),
        at=now,
        by=by,
    )
    return Sample(representative=ingrid, customer=dana, manager=morgan)


def _contracts(account: int, sites: dict[str, int], now: datetime, by: Principal) -> None:
    starts, ends = now.date() - timedelta(days=10), now.date() + timedelta(days=355)
    agreement = "Master Services Agreement, version 7"

    def contract(number: str) -> int:
        new = NewContract(account, number, starts, ends, agreement)
        return entitlement.add_contract(new=new, at=now, by=by)

    def line(contract_id: int, level: str, site: str) -> None:
        new = NewLine(contract_id, level, sites[site], starts, ends)
        entitlement.ask_line(new=new, at=now, by=by)

    main = contract("SG-2041")
    for site in ("boulder", "oslo"):
        line(main, "four_hour_on_site", site)
        line(main, "tam", site)
    office = contract("SG-2042")
    line(office, "nbd_on_site", "leeds")
    line(office, "tam", "leeds")


def _cases(account: int, libraries: list[int], now: datetime) -> None:
    customer = system("Dana Whitfield", frozenset({account}))
    representative = system("Ingrid Solberg", frozenset({account}))
    boulder, vault, oslo = libraries
    week, day, hour = timedelta(days=7), timedelta(days=1), timedelta(hours=1)

    drive = cases.open_case(
        new=NewCase(
            account,
            boulder,
            "Drive 2 in frame 2 fails writes with several tapes",
            Severity.MAJOR,
            "Four write jobs failed on FR2/DBA1/fLTO-DRV2-2 since Monday.",
        ),
        opened_at=now - week - 2 * day,
        by=customer,
    )
    cases.move_case(
        case_id=drive,
        step=Step(State.IN_WORK, "Reading the drive trace."),
        at=now - week - day,
        by=representative,
    )
    cases.resolve_case(
        case_id=drive,
        fix=Fix("Drive replaced on site, test writes passed on four tapes.", monitoring_days=28),
        resolved_at=now - 6 * day,
        by=representative,
    )
    robot = cases.open_case(
        new=NewCase(
            account,
            oslo,
            "Robot 1 retries picks in the right column",
            Severity.MINOR,
            "Moves take two tries, no job has failed yet.",
        ),
        opened_at=now - 2 * day,
        by=customer,
    )
    cases.move_case(
        case_id=robot,
        step=Step(
            State.WAITING,
            "Please send the motion log of the last week.",
            Party.CUSTOMER,
            "logs_or_traces_supplied",
        ),
        at=now - day,
        by=representative,
    )
    cleaning = cases.open_case(
        new=NewCase(
            account,
            vault,
            "Cleaning asked for again a day after a cleaning",
            Severity.MINOR,
            "LTO-DRV13 asks for cleaning every day since Thursday.",
        ),
        opened_at=now - 3 * hour,
        by=customer,
    )
    for kind, at in (("diagnosed", now - 2 * hour), ("dispatched", now - hour)):
        happened = Happened(cleaning, kind, at)
        events.record_event(what=happened, entered_at=at, by=representative)
