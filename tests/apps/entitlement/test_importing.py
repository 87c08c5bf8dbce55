"""A file of contracts is entered whole or not at all; every fault has its line and column."""

import io

import pytest
from entering import CASES, file_of, line, written

from tam.apps.entitlement.models import ContractLine, EntitlementDecision, ServiceContract
from tam.apps.entitlement.services.importing import Source, import_contracts
from tam.apps.entitlement.services.rowing import COLUMNS, TEMPLATE
from tam.apps.journal.models import Entry
from tam.domain.principals import system

YEAR_AFTER = {"starts_on": "2029-01-01", "ends_on": "2029-12-31"}
NOT_ON_NEXT_BUSINESS_DAY = (
    "Technical Account Management (TAM) may not stand on Next Business Day On Site; it needs Next "
    "Business Day On Site w/ 24 Hour Phone or Four Hour On Site. Add 24 Hour Phone uplift to Next "
    "Business Day On Site."
)


def load(house, data, **more):
    known = {name: more.pop(name) for name in ("delimiter", "most_rows") if name in more}
    source = Source(io.BytesIO(data), "contracts.csv", **known)
    by = system("test", frozenset({house.account}))
    return import_contracts(source=source, at=house.now, by=by, **more)


def problems(report):
    return [(one.line, one.column, one.reason) for one in report.problems]


@pytest.mark.clause("TAM-01")
@pytest.mark.parametrize("case", CASES)
def test_a_file_gets_the_verdict_of_every_door(house, case):
    report = load(house, file_of(CASES[case][0]))
    points = CASES[case][2]
    said = {one.reason.partition(" ")[0] for one in (*report.problems, *report.warnings)}
    assert report.outcome.value == CASES[case][1]
    assert report.wrong + report.warned == len(points)
    assert {reason.partition(" ")[0] for *_, reason in points} == said
    kinds = sorted((kind, clause) for kind, clause, *_ in points)
    told = (*report.problems, *report.warnings)
    assert sorted((one.kind.value, one.clause) for one in told) == kinds


@pytest.mark.clause("TAM-01")
def test_all_of_a_file_or_nothing(house):
    good, bad = written("SG-9401"), CASES["tam on plain next business day"][0]
    report = load(house, file_of(good, bad))
    assert problems(report) == [(5, "level", NOT_ON_NEXT_BUSINESS_DAY)]
    assert not ServiceContract.unscoped.filter(number__startswith="SG-9").exists()
    assert EntitlementDecision.unscoped.filter(asked__contains="SG-9002", verdict="no").exists()
    report = load(house, file_of(good, written("SG-9402", line("basic"), **YEAR_AFTER)))
    assert (report.outcome.value, report.new, report.rows) == ("entered", 2, 3)
    assert ContractLine.unscoped.filter(contract__number="SG-9401").count() == 2
    entry = Entry.objects.get(action="contracts.imported")
    assert entry.summary == "2 contracts with 3 lines from contracts.csv"
    assert entry.data == {"rows": 3, "sha256": report.sha256}


def test_the_same_file_again_changes_nothing(house):
    data = file_of(written("SG-9411"), written("SG-9412", follows="SG-9411", **YEAR_AFTER))
    first = load(house, data)
    assert (first.new, first.unchanged) == (2, 0)
    follower = ServiceContract.unscoped.get(number="SG-9412")
    assert follower.follows.number == "SG-9411"
    again = load(house, data)
    assert (again.outcome.value, again.new, again.unchanged) == ("unchanged", 0, 2)
    assert ContractLine.unscoped.filter(contract__number__startswith="SG-941").count() == 4


def test_a_dry_run_writes_nothing_and_sees_what_stands_before_in_the_file(house):
    data = file_of(written("SG-9421"), written("SG-9422"))
    report = load(house, data, dry_run=True)
    assert [one[:2] for one in problems(report)] == [(4, "line_starts_on"), (5, "line_starts_on")]
    assert "line 1 of contract SG-9421" in report.problems[0].reason
    assert not Entry.objects.filter(action="contracts.imported").exists()
    assert not ServiceContract.unscoped.filter(number="SG-9421").exists()


def test_rows_of_a_contract_stand_together_and_agree(house):
    one, two = written("SG-9431", line()), written("SG-9432", line(site="Leeds Office"))
    data = file_of(one, two, one)
    assert problems(load(house, data)) == [
        (4, "number", "It stands in line 2 already; put the rows of one together.")
    ]
    data = file_of(written("SG-9433")).replace(b"\r\nSG-9433,,", b"\r\nSG-9433,quiet-harbour,")
    assert problems(load(house, data)) == [
        (3, "account", "It says 'quiet-harbour', line 2 of the same contract does not.")
    ]


def test_a_row_twice_is_promised_twice(house):
    data = file_of(written("SG-9441", line(), line()))
    assert [one[:2] for one in problems(load(house, data))] == [(3, "line_starts_on")]


def test_what_is_no_table_is_told_before_anything_is_written(house):
    header = ",".join(COLUMNS).encode()
    for data, says in (
        (header + b"\n", (1, "", "The file has a header and no row below it.")),
        (header + b"\nx\n", (2, "", "The row has 1 cells, the header 14.")),
        (b"number\n", (1, "account", "The header does not have this column; add it.")),
    ):
        assert problems(load(house, data)) == [says]
    many = file_of(written("SG-9451"), written("SG-9452", line("basic", site="Leeds Office")))
    report = load(house, many, most_rows=2)
    assert report.problems[0].reason.startswith("The file has more than 2 rows; split it")
    assert not ServiceContract.unscoped.filter(number="SG-9451").exists()


def test_only_the_first_hundred_points_are_kept(house):
    lines = [line("gold") for _ in range(130)]
    report = load(house, file_of(written("SG-9461", *lines)))
    assert (report.wrong, len(report.problems), report.stands) == (130, 100, False)


def test_the_template_can_be_read(house):
    report = load(house, TEMPLATE.encode(), dry_run=True)
    assert report.rows == 3
    assert {one.clause for one in report.problems} == {"TAM-01"}  # the sample has contracts then


def test_many_contracts_are_written_in_batches(house, monkeypatch):
    monkeypatch.setattr("tam.apps.entitlement.services.batching.BATCH", 2)
    years = [
        written(f"SG-95{year}", line(), starts_on=f"20{year}-01-01", ends_on=f"20{year}-12-31",
                follows=f"SG-95{year - 1}" if year > 30 else "")
        for year in range(30, 35)
    ]  # fmt: skip
    assert load(house, file_of(*years)).new == 5
    rows = ServiceContract.unscoped.filter(number__startswith="SG-95")
    assert [(row.number, row.follows and row.follows.number) for row in rows] == [
        ("SG-9530", None),
        ("SG-9531", "SG-9530"),
        ("SG-9532", "SG-9531"),
        ("SG-9533", "SG-9532"),
        ("SG-9534", "SG-9533"),
    ]
