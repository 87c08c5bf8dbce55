"""Gates, steps before a part or engineer, moves and returned parts."""

from datetime import UTC, date, datetime

import pytest

from tam.domain.catalogue.common import Party
from tam.domain.catalogue.load import standard
from tam.domain.entitlement.distance import Position
from tam.domain.entitlement.facts import (
    Availability,
    BadFacts,
    CenterFacts,
    Events,
    LineFacts,
    SiteFacts,
    UnitFacts,
)
from tam.domain.entitlement.gates import (
    METRES_PER_MILE,
    Passage,
    measured,
    radius,
    region,
    secure_site,
    within_radius,
)
from tam.domain.entitlement.moves import relocate, returned_part
from tam.domain.entitlement.steps import (
    ChargeDue,
    Held,
    charges_for_refusing,
    clock_state,
    held_by,
)
from tam.domain.readings import DEFAULTS

COMMON = standard().common
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def on_site(level):
    return standard().level(level).clauses["on_site_parts_replacement"]


@pytest.mark.clause("NOTE-6")
@pytest.mark.parametrize(
    ("metres", "inside", "exclusively"),
    [
        (0.0, True, True),
        (80_467.199, True, True),
        (80_467.2, True, False),
        (80_467.201, False, False),
    ],
)
def test_fifty_miles_exactly_is_inside(metres, inside, exclusively):
    center = CenterFacts("Boulder", metres)
    assert within_radius(center, DEFAULTS) is inside
    assert within_radius(center, DEFAULTS.with_("A9", "exclusive")) is exclusively
    assert CenterFacts("", 50 * METRES_PER_MILE).metres == 80_467.2


@pytest.mark.clause("NOTE-6")
def test_the_nearest_center_is_kept_with_its_distance_and_day():
    boulder, austin = Position(40.015, -105.2705), Position(30.2672, -97.7431)
    site = SiteFacts("America/Denver", "US", latitude=39.7392, longitude=-104.9903)
    found = measured(site, (("Austin", austin), ("Boulder", boulder)), date(2026, 3, 4))
    assert found is not None
    assert (found.name, found.measured_on) == ("Boulder", date(2026, 3, 4))
    assert round(found.metres) == 38_889
    assert measured(site, (), date(2026, 3, 4)) is None
    nowhere = SiteFacts("America/Denver", "US", latitude=39.7392)
    assert measured(nowhere, (("Boulder", boulder),), date(2026, 3, 4)) is None


@pytest.mark.clause("NOTE-6")
def test_beyond_the_radius_on_site_response_is_best_effort_or_void_by_another_reading():
    far = CenterFacts("Boulder", 60 * METRES_PER_MILE, date(2026, 1, 1))
    found = radius(far, on_site("nbd_on_site"), DEFAULTS)
    assert (found.passage, found.readings) == (Passage.WARNS, ("A9",))
    assert "60 miles away, beyond 50" in found.reason.text
    void = radius(far, on_site("nbd_on_site"), DEFAULTS.with_("A9", "void_beyond"))
    assert void.passage is Passage.SHUT
    assert radius(far, on_site("basic"), DEFAULTS).passage is Passage.OPEN
    assert radius(None, on_site("nbd_on_site"), DEFAULTS).passage is Passage.UNCHECKED


@pytest.mark.clause("NOTE-4")
def test_secure_sites():
    secure = SiteFacts("America/Denver", "US", secure=True)
    assert secure_site(secure, on_site("nbd_on_site"), DEFAULTS).passage is Passage.OPEN
    assert secure_site(secure, on_site("basic"), DEFAULTS).passage is Passage.SHUT
    none = secure_site(secure, None, DEFAULTS)
    assert (none.passage, none.reason.code) == (Passage.SHUT, "gate.secure_without")
    open_site = SiteFacts("America/Denver", "US")
    assert secure_site(open_site, None, DEFAULTS).passage is Passage.OPEN


@pytest.mark.clause("NOTE-5")
def test_the_table_of_regions_is_dated_and_silence_is_not_a_no():
    table = Availability(date(2026, 1, 1), (("basic", ("eu_no_ch",)), ("asm", ())))
    assert region("basic", "eu_no_ch", table).passage is Passage.OPEN
    shut = region("basic", "rest_of_world", table)
    assert shut.passage is Passage.SHUT
    assert shut.remedies[0].text == "basic is offered in: the EU, Norway and Switzerland."
    assert region("asm", "eu_no_ch", table).remedies[0].text == "asm is offered in: no region."
    assert region("tam", "eu_no_ch", table).passage is Passage.UNCHECKED
    assert region("tam", "eu_no_ch", None).passage is Passage.UNCHECKED


@pytest.mark.clause("TAM-03")
def test_an_open_step_holds_the_clock_and_says_whose_move_it_is():
    events = Events(open_steps=("logs_or_traces_supplied", "troubleshooting_complete"))
    state = clock_state("nbd_on_site", "parts_replacement", events, DEFAULTS, COMMON)
    assert (state.started, state.waits_on, state.because) == (
        False,
        Party.VENDOR,
        "troubleshooting_complete",
    )
    assert [said.text for said in state.says] == [
        (
            "The step troubleshooting_complete is open; the next move belongs to the vendor, "
            "and the clock waits."
        ),
        (
            "The step logs_or_traces_supplied is open; the next move belongs to the customer, "
            "and the clock waits."
        ),
    ]


@pytest.mark.clause("TAM-03")
def test_the_steps_apply_on_every_level_unless_read_otherwise():
    events = Events(open_steps=("recommended_maintenance",))
    printed = DEFAULTS.with_("A28", "basic_and_four_hour")

    def held(level, key="parts_replacement", readings=DEFAULTS):
        return held_by(level, key, events, readings, COMMON)

    open_step = (Held("recommended_maintenance", Party.CUSTOMER),)
    assert held("nbd_on_site") == open_step
    assert held("nbd_on_site", readings=printed) == ()
    assert held("four_hour_on_site", readings=printed) == open_step
    assert held("nbd_on_site", key="telephone_support") == ()


@pytest.mark.clause("TAM-05")
def test_refused_remote_access_costs_but_does_not_hold_and_a_refused_update_holds():
    refused = Events(refused_steps=("remote_access_granted",))
    key = "on_site_parts_replacement"
    assert held_by("nbd_on_site", key, refused, DEFAULTS, COMMON) == ()
    assert charges_for_refusing(refused, COMMON) == (
        ChargeDue(
            "remote_access_granted",
            "then-current rate for on-site work that could have been done remotely",
        ),
    )
    update = Events(refused_steps=("mandatory_firmware_and_ec_levels",))
    assert held_by("nbd_on_site", key, update, DEFAULTS, COMMON) == (
        Held("mandatory_firmware_and_ec_levels", Party.CUSTOMER),
    )
    assert charges_for_refusing(update, COMMON) == ()


@pytest.mark.clause("TAM-04")
def test_once_nothing_is_open_the_carrier_or_the_partner_moves():
    def mover(key, **events):
        return clock_state("nbd_on_site", key, Events(**events), DEFAULTS, COMMON).waits_on

    assert mover("parts_replacement", released=NOON) is Party.CARRIER
    assert mover("parts_replacement", shipped=NOON) is Party.CARRIER
    assert mover("on_site_parts_replacement", dispatched=NOON) is Party.PARTNER
    assert mover("on_site_parts_replacement") is None
    assert mover("telephone_support") is None


def test_an_unknown_step_is_an_error_that_lists_the_known_ones():
    with pytest.raises(BadFacts, match="there is no step 'coffee'; the steps are troubleshooting"):
        held_by("basic", "parts_replacement", Events(open_steps=("coffee",)), DEFAULTS, COMMON)


@pytest.mark.clause("NOTE-6")
def test_a_move_within_25_miles_keeps_the_level():
    near = relocate(25, border_crossed=False, common=COMMON)
    assert (near.level_guaranteed, near.setup_days_max) == (True, None)
    assert near.check_again == ("on_site_radius",)
    far = relocate(25.5, border_crossed=False, common=COMMON)
    assert (far.level_guaranteed, far.setup_days_max) == (False, 30)
    assert far.check_again == ("on_site_radius", "registered_elsewhere")
    assert far.says[0].text.startswith("A move of 25.5 miles is beyond 25")


@pytest.mark.clause("NOTE-6")
def test_a_move_across_a_border_may_have_to_be_set_up_again():
    border = relocate(3, border_crossed=True, common=COMMON)
    assert not border.level_guaranteed
    assert "Across a border the contract may have to be set up again." in [
        said.text for said in border.says
    ]


def test_a_failed_part_is_due_back_by_the_fifth_business_day():
    due = date(2026, 7, 14)
    in_time = returned_part(5, due, COMMON)
    assert (in_time.in_time, in_time.customer_owes, in_time.due_on) == (True, None, due)
    late = returned_part(6, None, COMMON)
    assert not late.in_time
    assert late.customer_owes == "full cost of the part plus shipping, customs, duty and tax"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: SiteFacts("Mars/Olympus", "US"), "zone: There is no time zone 'Mars/Olympus'"),
        (lambda: SiteFacts("UTC", "US", latitude=91.0), "latitude: 91.0 is outside -90 to 90"),
        (lambda: SiteFacts("UTC", "US", longitude=-181.0), "longitude: -181.0 is outside"),
        (lambda: SiteFacts("UTC", "US", latitude=float("nan")), "latitude: nan"),
        (lambda: CenterFacts("x", -1.0), "metres: -1.0 is no distance"),
        (lambda: CenterFacts("x", float("inf")), "metres: inf is no distance"),
        (
            lambda: Events(called=datetime(2026, 3, 4, 12)),  # noqa: DTZ001
            "called: 2026-03-04T12:00:00 has no offset; a moment needs its zone",
        ),
    ],
)
def test_facts_that_cannot_be_true_name_their_field(make, message):
    with pytest.raises(BadFacts, match=message):
        make()


def test_a_line_fits_its_machine_and_its_site():
    line = LineFacts("basic", date(2026, 1, 1), date(2026, 1, 2), unit="A", site="s1")
    assert line.fits("A", "s1")
    assert line.fits("A", None)
    assert not line.fits("B", "s1")
    assert not line.fits("A", "s2")
    assert UnitFacts("A").stands_at is None
