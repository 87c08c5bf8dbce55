"""Service centers and the distance of each site: measured, recorded with its day, kept."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from tam.apps.entitlement import facts as entitlement
from tam.apps.estate import selectors, services
from tam.apps.estate import services_centers as centers
from tam.apps.estate.models import CenterMeasurement, PartnerServiceCenter, Site
from tam.apps.estate.services import NewSite
from tam.apps.journal.models import Entry
from tam.domain.entitlement.centers import Center, Change
from tam.domain.entitlement.distance import Position
from tam.domain.principals import Scope, system
from tam.domain.refusals import Refused
from tam.sample import day

NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)
BY = system("test")
OSLO = NewSite("Oslo", "1 Road", "Oslo", "NO", "Europe/Oslo", "", 59.9139, 10.7522)
DRAMMEN = Center("Drammen", "Drammen", "NO", Position(59.744, 10.2045))
LILLESTROM = Center("Lillestrøm", "", "NO", Position(59.956, 11.0504), date(2026, 4, 1))


def take(*listed, at=NOW, **more):
    return centers.take_centers(centers=listed, at=at, by=BY, **more)


@pytest.fixture
def oslo(db):
    account = services.add_account(name="Fjord", slug="fjord", at=NOW, by=BY)
    return services.add_site(account_id=account, new=OSLO, at=NOW, by=BY)


def page(site_id):
    scope = Scope(frozenset(selectors.account_ids()))
    found = selectors.site(scope=scope, site_id=site_id, on=NOW.date())
    assert found is not None
    return found


@pytest.mark.clause("NOTE-6")
def test_a_site_keeps_center_distance_and_day(oslo):
    assert page(oslo).line.measured is None
    assert page(oslo).line.fifty.passage.value == "unchecked"
    taken = take(DRAMMEN)
    assert [change for _, change in taken.changes] == [Change.ADDED]
    measured = page(oslo).line.measured
    assert measured is not None
    assert (measured.center, measured.measured_on) == ("Drammen", date(2026, 3, 4))
    assert measured.metres == pytest.approx(36082.5, abs=0.1)
    assert round(measured.miles or 0, 3) == 22.421
    assert page(oslo).line.fifty.passage.value == "open"
    assert page(oslo).region == "eu_no_ch"
    assert Entry.objects.filter(action="site.measured", clause="NOTE-6").count() == 1


@pytest.mark.clause("NOTE-6")
def test_a_site_added_later_is_measured_at_once(db):
    take(DRAMMEN)
    account = services.add_account(name="Fjord", slug="fjord", at=NOW, by=BY)
    site = services.add_site(account_id=account, new=OSLO, at=NOW, by=BY)
    assert page(site).line.measured.because == "the site was added"


@pytest.mark.clause("NOTE-6")
def test_a_center_that_moves_is_measured_anew_and_the_old_record_is_kept(oslo):
    take(DRAMMEN)
    later = NOW + timedelta(days=30)
    moved = replace(DRAMMEN, position=Position(58.1599, 8.0182))
    taken = take(moved, at=later)
    assert [change for _, change in taken.changes] == [Change.MOVED]
    assert (taken.measured[0].miles, taken.measured[0].miles_before) == (
        "155.7 miles", "22.4 miles",
    )  # fmt: skip
    new, old = page(oslo).measurements
    assert (new.measured_on, old.measured_on) == (date(2026, 4, 3), date(2026, 3, 4))
    assert old.metres == pytest.approx(36082.5, abs=0.1)
    assert page(oslo).line.fifty.passage.value == "warns"
    assert page(oslo).line.fifty.readings == ("A9",)
    row = CenterMeasurement.unscoped.order_by("id").first()
    assert (row.latitude, row.center_latitude) == (59.9139, 59.744)


@pytest.mark.clause("NOTE-6")
def test_a_site_that_moves_is_measured_anew_with_its_reason(oslo):
    take(DRAMMEN)
    centers.place_site(
        site_id=oslo, position=Position(60.3913, 5.3221), because="Moved to Bergen", at=NOW, by=BY
    )
    first = page(oslo).measurements[0]
    assert (first.because, round(first.miles or 0)) == ("Moved to Bergen", 175)
    assert Entry.objects.get(action="site.placed").data["before"] == [59.9139, 10.7522]
    centers.place_site(
        site_id=oslo, position=Position(60.3913, 5.3221), because="Again", at=NOW, by=BY
    )
    assert len(page(oslo).measurements) == 2


@pytest.mark.clause("NOTE-6")
def test_a_center_counts_from_its_first_day_to_its_last(oslo):
    take(DRAMMEN, LILLESTROM)
    assert page(oslo).line.measured.center == "Drammen"
    again = {"because": "a service center opened or closed", "by": BY}
    assert centers.measure_sites(at=datetime(2026, 3, 31, 21, 59, tzinfo=UTC), **again) == ()
    (opened,) = centers.measure_sites(at=datetime(2026, 3, 31, 22, tzinfo=UTC), **again)
    assert opened.center == "Lillestrøm"  # 1 April has begun in Oslo
    both = [replace(one, closes_on=date(2026, 5, 1)) for one in (DRAMMEN, LILLESTROM)]
    take(*both, at=datetime(2026, 4, 2, tzinfo=UTC))
    (closed,) = centers.measure_sites(at=datetime(2026, 5, 2, 12, tzinfo=UTC), **again)
    assert (closed.center, closed.miles) == ("", "not measured")
    assert page(oslo).line.fifty.passage.value == "unchecked"
    assert len(page(oslo).measurements) == 3


@pytest.mark.clause("NOTE-6")
def test_the_same_list_again_changes_nothing(oslo):
    take(DRAMMEN)
    before = Entry.objects.count()
    taken = take(DRAMMEN)
    assert [change for _, change in taken.changes] == [Change.SAME]
    assert taken.measured == ()
    assert Entry.objects.count() == before
    renamed = take(replace(DRAMMEN, name="DRAMMEN"))
    assert [change for _, change in renamed.changes] == [Change.CHANGED]
    assert page(oslo).line.measured.center == "DRAMMEN"
    assert PartnerServiceCenter.objects.count() == 1


def test_a_dry_run_tells_all_and_writes_nothing(oslo):
    before = Entry.objects.count()
    taken = take(DRAMMEN, dry_run=True)
    assert [one.site for one in taken.measured] == ["Oslo"]
    counts = [PartnerServiceCenter.objects.count(), CenterMeasurement.unscoped.count()]
    assert [*counts, Entry.objects.count()] == [0, 0, before]
    assert Site.unscoped.get(pk=oslo).measured is None


def test_a_place_taken_by_another_center_is_refused_whole(oslo):
    take(DRAMMEN)
    with pytest.raises(Refused, match="one place is one center"):
        take(LILLESTROM, replace(DRAMMEN, name="Other"))
    assert PartnerServiceCenter.objects.count() == 1


@pytest.mark.clause("NOTE-6")
def test_a_center_that_somebody_enters_at_the_same_moment_is_told(oslo, monkeypatch):
    looked = centers.clashes

    def meanwhile(sheet, known):
        here = {"latitude": 1, "longitude": 1, "opens_on": None, "closes_on": None}
        PartnerServiceCenter.objects.create(key="drammen", name="Drammen", country="NO", **here)
        return looked(sheet, known)

    monkeypatch.setattr(centers, "clashes", meanwhile)
    with pytest.raises(Refused, match="entered Drammen at this very moment"):
        take(DRAMMEN)


def test_a_measurement_cannot_be_changed_or_removed(oslo):
    take(DRAMMEN)
    for act in (lambda rows: rows.update(metres=1), lambda rows: rows._raw_delete("default")):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act(CenterMeasurement.unscoped.all())


@pytest.mark.clause("NOTE-6")
def test_the_domain_decides_on_the_recorded_distance(house, django_assert_num_queries):
    day.load_centers(house.now)
    with django_assert_num_queries(1):
        lines = selectors.sites(scope=Scope(frozenset({house.account})))
    found = {line.city: entitlement.site_facts(line).center for line in lines}
    assert found["Boulder"].name == "Front Range Field Service"
    assert found["Boulder"].metres == pytest.approx(28101.4, abs=0.1)
    assert found["Boulder"].measured_on == date(2026, 3, 4)
    assert found["Leeds"].metres > 80_467.2


def test_lists_take_a_fixed_number_of_queries(house, django_assert_num_queries):
    day.load_centers(house.now)
    scope = Scope(frozenset({house.account}))
    with django_assert_num_queries(1):
        assert len(selectors.sites(scope=scope)) == 3
    with django_assert_num_queries(1):
        assert selectors.libraries(scope=scope)[0].site.measured is not None
    with django_assert_num_queries(2):
        counts = {
            line.center.name: line.sites
            for line in selectors.centers(scope=scope, on=house.now.date())
        }
    assert counts == {"Front Range Field Service": 1, "Oslofjord Field Service": 2}
    known = selectors.sites(scope=scope)[0].id
    with django_assert_num_queries(2):
        assert selectors.site(scope=scope, site_id=known, on=house.now.date()) is not None
