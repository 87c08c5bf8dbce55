"""Tables with a header row, whatever separates their columns."""

from dataclasses import replace

import pytest
from logparts import Records, rows, sample, sink

from tam.domain.logreview.members import csvs
from tam.domain.logreview.members.csvs import Table, separator_of, split
from tam.domain.logreview.thresholds import LIMITS


def read(text, separator=",", made=None):
    records = Records()
    table = Table(made or sink(), records, "media", separator)
    table.feed(rows(text))
    table.finish()
    return records


@pytest.mark.parametrize(
    ("line", "separator", "cells"),
    [
        ("a,b,c", ",", ["a", "b", "c"]),
        ('a, "b, c",d', ",", ["a", "b, c", "d"]),
        ('a;"b "" c";d', ";", ["a", 'b " c', "d"]),
        ('a,"b never closes,c', ",", ["a", "b never closes", "c"]),
        ("", ",", []),
    ],
)
def test_a_row_is_split_at_its_separator_outside_quotes(line, separator, cells):
    assert split(line, separator) == cells


@pytest.mark.parametrize(
    ("lines", "separator"),
    [
        (["Barcode,Health,Loads", "TE2789L8,GREEN,1312"], ","),
        (["Barcode;Health;Loads", "TE2789L8;GREEN;1,5"], ";"),
        (["Barcode\tHealth\tLoads", "TE2789L8\tGREEN\t5"], "\t"),
        (["# media", "", "Barcode|Health|Loads", "TE2789L8|GREEN|5"], "|"),
        (["Barcode,Health,Loads"], None),
        (["Barcode,Health,Health", "TE2789L8,GREEN,5"], None),
        (["Barcode,Health,%!", "TE2789L8,GREEN,5"], None),
        (["Barcode,Health,Loads", "TE2789L8", "TE2790L8"], None),
        (["Mar 4 2026 13:02:03,fan,bad", "Mar 4 2026 13:02:04,fan,bad"], None),
    ],
)
def test_the_separator_is_the_one_under_which_rows_are_as_wide_as_their_header(lines, separator):
    assert separator_of(lines) == separator


def test_a_table_whose_header_names_a_text_is_a_log():
    assert csvs.is_log(sample("Time,Severity,Message\n2026-03-04 13:02:03,E,fan bad"))
    assert not csvs.is_log(sample("Barcode,Health,Loads\nTE2789L8,GREEN,1312"))
    assert not csvs.is_log(sample("plain words"))


@pytest.mark.clause("TAM-06")
def test_each_row_is_a_record_and_comments_and_empty_lines_are_none():
    found = read("# media\nBarcode,Loads,\n\nTE2789L8,1312,x\nTE2790L8,7\n")
    assert found.shown == [
        ("media", {"barcode": "TE2789L8", "loads": "1312", "column": "x"}),
        ("media", {"barcode": "TE2790L8", "loads": "7"}),
    ]
    assert found.lines == [4, 5]


@pytest.mark.clause("TAM-06")
def test_rows_of_part_attribute_and_value_are_gathered_by_part():
    found = read(
        "Component;Attribute;Value\nFR2/PSU2;output;fail\nFR2/PSU1;output;ok\nFR2/PSU2;input;ok",
        ";",
    )
    assert found.shown == [
        ("FR2/PSU2", {"id": "FR2/PSU2", "output": "fail", "input": "ok"}),
        ("FR2/PSU1", {"id": "FR2/PSU1", "output": "ok"}),
    ]


def test_a_wide_table_is_read_up_to_the_limit_of_columns():
    made = sink()
    names = ",".join(f"c{chr(97 + at // 26)}{chr(97 + at % 26)}" for at in range(201))
    found = read(names + "\n" + ",".join("1" * 201), made=made)
    assert len(found.closed[0].fields) == 200
    assert made.reasons == ["only the first 200 columns were read"]


def test_only_so_many_rows_are_read(monkeypatch):
    monkeypatch.setattr(csvs, "LIMITS", replace(LIMITS, rows_per_member=0))
    assert read("a,b,c\n1,2,3\n4,5,6").lines == [2]


def test_a_row_cut_short_costs_only_itself():
    found = read("Part,Attribute,Value\nFan 1,rpm,0\nFan 2,rp\nFan 2,rpm,900\n")
    assert found.shown == [
        ("Fan 1", {"id": "Fan 1", "rpm": "0"}),
        ("Fan 2", {"id": "Fan 2", "rpm": "900"}),
    ]
