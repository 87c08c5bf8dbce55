"""Level files are checked when they are read; each complaint names file, line and key."""

from datetime import date
from importlib.resources import files

import pytest

from tam.domain.catalogue.entries import BadEntry, read_entries
from tam.domain.catalogue.load import load

FOLDER = files("tam.domain.catalogue")
COMMON = FOLDER.joinpath("common.yaml").read_text(encoding="utf-8")
LEVELS = {
    file.name: file.read_text(encoding="utf-8") for file in FOLDER.joinpath("levels").iterdir()
}


def changed(name, old, new):
    assert old in LEVELS[name]
    return LEVELS | {name: LEVELS[name].replace(old, new, 1)}


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("tam.yaml", "schema: spectraguard-level/1", "schema: other/2", "the schema is 'other/2'"),
        (
            "tam.yaml",
            "kind: add_on",
            "kind: addon",
            r"tam.yaml:5: kind: 'addon' is not one of base",
        ),
        ("tam.yaml", "version: 1", "version: one", r"tam.yaml:4: version: a whole number"),
        ("tam.yaml", "name: S", "nom: S", "the key 'name' is missing"),
        ("tam.yaml", "evidence: described\nsource", "evidence: sure\nsource", "'sure' is not one"),
        ("tam.yaml", "  telephone_support:", "  phone:", "there is no clause 'phone'"),
        (
            "tam.yaml",
            "  telephone_support: {status: governed_by_base, evidence: described}\n",
            "",
            "the clause 'telephone_support' is missing; say unknown",
        ),
        ("tam.yaml", "same_business_day_on_site: A32", "gold: A32", "'gold' is named as a level"),
        ("tam.yaml", "asm_platinum: A32", "asm_platinum: A99", "there is no reading 'A99'"),
        ("tam.yaml", "readings: [A16]", "readings: [A61]", "there is no reading 'A61'"),
        ("tam.yaml", "every: 1 weeks", "every: weekly", "a rhythm as '1 weeks' is expected"),
        ("tam.yaml", "every: 1 weeks", "each: 1 weeks", "the key 'each' is not known here"),
        ("tam.yaml", "[A16]", "A16", "a list is expected here"),
        (
            "tam.yaml",
            "not_included, evidence",
            "not_included, likely: included, evidence",
            "likely stands only beside the status unknown",
        ),
        ("nbd_on_site.yaml", '["08:00", "17:00"]', '["17:00", "08:00"]', "an earlier and a later"),
        ("nbd_on_site.yaml", '["08:00", "17:00"]', '["8 am", "17:00"]', "a time as 14:30"),
        ("nbd_on_site.yaml", "by_region: true", "by_region: maybe", "true or false is expected"),
        (
            "nbd_on_site.yaml",
            "by_region: true",
            "by_region: true, at: '14:30'",
            "the key 'at' is not known here",
        ),
        ("nbd_on_site.yaml", "status: included", "status: {a: b}", "a text is expected here"),
        ("nbd_on_site.yaml", "clauses:", "clauses: [a]\nx:", "a mapping of keys is expected"),
        (
            "nbd_on_site.yaml",
            "  web_portal: {status: unknown",
            "  web_portal: {status: governed_by_base",
            "likely stands only",
        ),
        (
            "nbd_on_site.yaml",
            "{status: not_included, evidence: partial}",
            "{status: governed_by_base, evidence: partial}",
            "a base level cannot be governed by a base",
        ),
        (
            "nbd_on_site_24h_phone.yaml",
            "same_as: nbd_on_site",
            "same_as: nbd",
            "same_as names 'nbd', which has no such clause",
        ),
        ("asm.yaml", "in_kit:", "in_box:", "'in_box' is not one of in_kit, not_in_kit"),
        (
            "asm.yaml",
            "version: 1",
            "version: 1\nversion: 2",
            "asm.yaml:5: version: the key is there",
        ),
        ("phone_uplift_24x7.yaml", "[basic, ", "[gold, ", "applies_to names 'gold'"),
        (
            "phone_uplift_24x7.yaml",
            ": nbd_on_site_24h_phone}",
            ": asm}",
            "'asm' is named as a level",
        ),
        ("basic.yaml", "options: [phone", "options: [fax", "is named as a level of kind option"),
        ("basic.yaml", "version: 1", "version: 1\nvalid_from: soon", "a day as 2026-07-07"),
    ],
)
def test_a_wrong_level_file_is_refused_with_its_place(name, old, new, message):
    with pytest.raises(BadEntry, match=message) as refused:
        load(COMMON, changed(name, old, new))
    assert str(refused.value).startswith(f"{name}:")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("spectraguard-common/1", "spectraguard-common/9", "the schema is"),
        ("[TAM-02]", "[TAM-77]", r"clauses.telephone_support\[1\]: there is no clause 'TAM-77'"),
        ("waits_on: vendor", "waits_on: nobody", "'nobody' is not one of customer"),
        ("1973-01-01 to 2020-01-31", "1973 to 2020", "days as 1973-01-01 to 2020-01-31"),
    ],
)
def test_a_wrong_common_file_is_refused_with_its_place(old, new, message):
    assert old in COMMON
    with pytest.raises(BadEntry, match=message) as refused:
        load(COMMON.replace(old, new, 1), LEVELS)
    assert str(refused.value).startswith("common.yaml:")


def test_a_newer_version_is_for_lines_that_start_later():
    newer = LEVELS["tam.yaml"].replace("version: 1", "version: 2\nvalid_from: 2027-01-01", 1)
    catalogue = load(COMMON, LEVELS | {"tam.2.yaml": newer})
    assert catalogue.level_on("tam", date(2026, 12, 31)).version == 1
    assert catalogue.level_on("tam", date(2027, 1, 1)).version == 2
    assert catalogue.level("tam").version == 2
    assert catalogue.level("tam", 1).version == 1


def test_a_day_before_the_first_version_takes_the_first():
    dated = changed("tam.yaml", "version: 1", "version: 1\nvalid_from: 2020-01-01")
    assert load(COMMON, dated).level_on("tam", date(2019, 5, 1)).version == 1


def test_the_same_version_twice_is_refused():
    with pytest.raises(BadEntry, match="version 1 of tam is there twice"):
        load(COMMON, LEVELS | {"tam2.yaml": LEVELS["tam.yaml"]})


def test_no_level_at_all_is_refused():
    with pytest.raises(BadEntry, match="there is no level file"):
        load(COMMON, {})


def test_another_content_is_another_version():
    old = load(COMMON, LEVELS).version
    assert load(COMMON, changed("basic.yaml", "English only", "English")).version != old


def test_yaml_that_is_broken_or_empty_names_its_line():
    with pytest.raises(BadEntry, match=r"^a\.yaml:3: not readable as YAML"):
        read_entries("a: 1\nb: [1, 2\n", "a.yaml")
    with pytest.raises(BadEntry, match=r"^a\.yaml: the file is empty"):
        read_entries("# nothing\n", "a.yaml")
    with pytest.raises(BadEntry, match=r"^a\.yaml: not readable as YAML"):
        read_entries("a: \x00", "a.yaml")


def test_norway_stays_norway_without_quotes():
    assert read_entries("country: NO", "a.yaml").mapping()["country"].text() == "NO"


def test_one_mapping_laid_over_another_wins_key_by_key():
    site = read_entries("{secure: true, place: Oslo}", "a.yaml")
    base = read_entries("{place: Denver, country: US}", "b.yaml")
    both = site.over(base).mapping()
    assert {key: entry.text() for key, entry in both.items()} == {
        "secure": "true",
        "place": "Oslo",
        "country": "US",
    }
    assert both["place"].is_mapping is False
    assert site.over(base).is_mapping is True
    assert site.is_list is False


def test_a_flag_is_true_or_false():
    assert read_entries("no", "a.yaml").flag() is False
    assert read_entries("True", "a.yaml").flag() is True
