"""The catalogue: every level in every version, checked as a whole before anybody asks it."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from tam.domain.catalogue.common import Common, parse_common
from tam.domain.catalogue.entries import BadEntry, Entry, read_entries
from tam.domain.catalogue.parse import level as parse_level
from tam.domain.catalogue.terms import ClauseStatus, ClauseTerms, Kind, ServiceLevel
from tam.domain.clauses import clause_of


class UnknownLevel(ValueError):
    """A level, version or clause key the catalogue does not have."""


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """Levels by id, each with its versions in order; `version` names the content to the byte."""

    version: str
    common: Common
    versions: Mapping[str, tuple[ServiceLevel, ...]]
    _keys: Mapping[str, str]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all levels: bases, add-ons, options."""
        return tuple(self.versions)

    def level(self, level_id: str, version: int | None = None) -> ServiceLevel:
        """A level in one version, in its newest when none is named."""
        known = self.versions.get(level_id)
        if known is None:
            raise UnknownLevel(
                f"There is no level {level_id!r}; the levels are {', '.join(self.versions)}."
            )
        if version is None:
            return known[-1]
        for level in known:
            if level.version == version:
                return level
        raise UnknownLevel(f"The level {level_id} has no version {version}.")

    def level_on(self, level_id: str, day: date) -> ServiceLevel:
        """The version a contract line that starts on this day takes, and keeps."""
        newest = self.level(level_id)
        for level in reversed(self.versions[level_id]):
            if level.valid_from is None or level.valid_from <= day:
                return level
        return self.versions[newest.id][0]

    def of_kind(self, kind: Kind) -> tuple[ServiceLevel, ...]:
        """The newest versions of the levels of one kind."""
        return tuple(known[-1] for known in self.versions.values() if known[-1].kind is kind)

    def key_of(self, clause: str) -> str:
        """The clause key (`telephone_support`) of a clause id (`TAM-02`) or of a key itself."""
        key = self._keys.get(clause)
        if key is None:
            title = clause_of(clause).title
            raise UnknownLevel(f"No level carries {clause} ({title}); it is a rule for all levels.")
        return key

    def carries(self, clause: str) -> bool:
        """Whether levels have a word on a clause; a rule for all levels, as TAM-01, they do not."""
        return clause in self._keys

    def clause_ids(self, key: str) -> tuple[str, ...]:
        """The clause ids behind a key."""
        return self.common.clause_ids[key]


def _check_names(level: ServiceLevel, entry: Entry, kinds: Mapping[str, Kind]) -> None:
    """Every level that a rule names exists and is of the right kind."""
    named: list[tuple[str, Kind]] = []
    if level.pairing:
        rule = level.pairing
        bases = (*rule.requires_base, *rule.allowed_with, *rule.refused_with)
        named += [(base, Kind.BASE) for base in bases]
    if level.option:
        named += [(new, Kind.BASE) for new in level.option.turns.values()]
    for terms in level.clauses.values():
        named += [(option, Kind.OPTION) for option in terms.options]
    for name, kind in named:
        if kinds.get(name) is not kind:
            raise entry.wrong(f"{name!r} is named as a level of kind {kind.value}; there is none")
    for name in level.option.applies_to if level.option else ():
        if name not in kinds:
            raise entry.wrong(f"applies_to names {name!r}; there is no such level")


def _check_base(level: ServiceLevel, entry: Entry) -> None:
    """A base has nothing below it to be governed by."""
    for key, terms in level.clauses.items():
        if level.kind is Kind.BASE and terms.status is ClauseStatus.GOVERNED_BY_BASE:
            raise entry.wrong(f"clauses.{key}: a base level cannot be governed by a base")


def _in_order(texts: Mapping[str, str]) -> Iterator[Entry]:
    """The files as entries, those that copy from others last."""
    for name in sorted(texts, key=lambda name: ("same_as:" in texts[name], name)):
        yield read_entries(texts[name], name)


def load(common: str, texts: Mapping[str, str]) -> Catalogue:
    """A catalogue from the texts of its files, `name -> text`; each complaint names its place."""
    rules = parse_common(read_entries(common, "common.yaml"))
    keys = tuple(rules.clause_ids)
    found: dict[tuple[str, int], tuple[ServiceLevel, Entry]] = {}
    for entry in _in_order(texts):
        others: dict[str, Mapping[str, ClauseTerms]] = {
            level.id: level.clauses for level, _ in found.values() if level.kind is Kind.BASE
        }
        level = parse_level(entry, keys, others)
        if (level.id, level.version) in found:
            raise entry.wrong(f"version {level.version} of {level.id} is there twice")
        found[level.id, level.version] = (level, entry)
    kinds = {level.id: level.kind for level, _ in found.values()}
    for level, entry in found.values():
        _check_names(level, entry, kinds)
        _check_base(level, entry)
    versions: dict[str, tuple[ServiceLevel, ...]] = {}
    order = list(Kind)
    for level, _ in sorted(
        found.values(), key=lambda pair: (order.index(pair[0].kind), pair[0].id, pair[0].version)
    ):
        versions[level.id] = (*versions.get(level.id, ()), level)
    if not versions:
        raise BadEntry("levels: there is no level file")
    ids = {clause: key for key, clauses in rules.clause_ids.items() for clause in clauses}
    digest = hashlib.sha256(
        "\0".join([common, *(f"{name}\0{texts[name]}" for name in sorted(texts))]).encode()
    ).hexdigest()
    return Catalogue(
        version=f"{rules.version}-{digest[:12]}",
        common=rules,
        versions=MappingProxyType(versions),
        _keys=MappingProxyType(ids | {key: key for key in keys}),
    )


@lru_cache(maxsize=1)
def standard() -> Catalogue:
    """The catalogue that comes with the product."""
    folder = files("tam.domain.catalogue")
    texts = {
        f"levels/{file.name}": file.read_text(encoding="utf-8")
        for file in folder.joinpath("levels").iterdir()
        if file.name.endswith(".yaml")
    }
    return load(folder.joinpath("common.yaml").read_text(encoding="utf-8"), texts)
