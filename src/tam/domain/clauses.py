"""The index of the service description: every clause, its sentence, the module carrying it out."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

SOURCE = "https://support.spectralogic.com/spectraguard-technical-account-management-(tam)"


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence of the service description under its stable id.

    `module` is the dotted path of the module that carries the clause out; None while it is planned.
    """

    id: str
    title: str
    promise: str
    module: str | None = None
    source: str = SOURCE

    @property
    def planned(self) -> bool:
        """Whether no module carries the clause out yet."""
        return self.module is None


class UnknownClause(ValueError):
    """An id that the service description does not have."""


_TABLE = (
    Clause(
        "TAM-01",
        "Pairing with a base",
        "Available as supplemental coverage only; must be paired with a Next Business Day On Site "
        "w/ 24 Hour Phone or Four Hour On Site service contract.",
        module="tam.domain.entitlement.pairing",
    ),
    Clause(
        "TAM-02",
        "Telephone Support",
        "Governed by base service level.",
        module="tam.domain.entitlement.telephone",
    ),
    Clause(
        "TAM-03",
        "Parts Replacement",
        "Governed by base service level.",
        module="tam.domain.entitlement.parts",
    ),
    Clause(
        "TAM-04",
        "On Site Parts Replacement",
        "Governed by base service level.",
        module="tam.domain.entitlement.on_site",
    ),
    Clause(
        "TAM-05",
        "Remote Troubleshooting",
        "Governed by base service level.",
        module="tam.domain.entitlement.telephone",
    ),
    Clause(
        "TAM-06",
        "Weekly library log review",
        "Weekly library log review in monitoring period after case resolution.",
        module="tam.domain.obligations.planner",
    ),
    Clause(
        "TAM-07",
        "Monthly evaluation of ASL files",
        "Monthly evaluation of ASL files.",
        module="tam.domain.obligations.planner",
    ),
    Clause(
        "TAM-08",
        "Formal status reports",
        "Formal status reports provided to all stakeholders.",
        module="tam.domain.reports",
    ),
    Clause(
        "TAM-09",
        "Quarterly meetings",
        "Quarterly meetings reviewing opened cases and recent history of the account.",
    ),
    Clause(
        "TAM-10",
        "Assigned Global Technical Support Center Representative",
        "Assigned Global Technical Support Center Representative.",
    ),
    Clause("TAM-11", "Case sponsorship", "Case sponsorship for open support tickets."),
    Clause(
        "TAM-12",
        "Cases advance in time",
        "Ensures support cases advance in a timely manner, escalating and involving appropriate "
        "resources as necessary.",
    ),
    Clause(
        "TAM-13",
        "Historical and environmental review",
        "Reviews historical and environmental elements.",
    ),
    Clause(
        "TAM-14",
        "Communication during escalations",
        "Facilitates communication during escalated issues.",
    ),
    Clause(
        "TAM-15",
        "Storage Crisis Lifeline Disaster Recovery Program",
        "Governed by base service level.",
        module="tam.domain.entitlement.lifeline",
    ),
    Clause(
        "TAM-16",
        "Field-replaceable Parts Stocked On Site",
        "Not Included.",
        module="tam.domain.entitlement.resolve",
    ),
    Clause(
        "TAM-17",
        "Web Portal",
        "Access to the Support Web Portal, knowledge base and online documentation.",
    ),
    Clause("TAM-18", "All hours", "24 hours a day, 7 days a week, 365 days a year."),
    Clause(
        "TAM-19",
        "Software and Firmware upgrades",
        "BlueScale software releases and firmware updates available for the Customer to download "
        "and install.",
    ),
    Clause(
        "NOTE-1",
        "Holidays",
        "In the United States, the Spectra observed public holidays are New Years Day, Memorial "
        "Day, Independence Day, Labor Day, Thanksgiving Day, Friday following Thanksgiving, "
        "Christmas Day.",
        module="tam.domain.clock.holidays",
    ),
    Clause(
        "NOTE-2",
        "Transit and regulation",
        "Parts shipping outside of EU countries, Norway, Switzerland and continental United "
        "States may be subject to transit time and/or regulatory delays.",
        module="tam.domain.catalogue.regions",
    ),
    Clause(
        "NOTE-3",
        "European cut-off and local sourcing",
        "EU countries plus Norway and Switzerland cut off time to ship parts is 14:30 central "
        "European time. Outside of these regions parts may be sourced locally and delivered to "
        "Customer's site by local Spectra authorized field service representative.",
        module="tam.domain.entitlement.parts",
    ),
    Clause(
        "NOTE-4",
        "Secure sites",
        "Secure sites must have an on site service contract.",
        module="tam.domain.entitlement.gates",
    ),
    Clause(
        "NOTE-5",
        "Regional availability",
        "All service levels may not be available in all regions.",
        module="tam.domain.entitlement.availability",
    ),
    Clause(
        "NOTE-6",
        "Fifty miles",
        "Customer must be within a 50 mile radius of a Spectra approved partner service center "
        "for on site service level response times.",
        module="tam.domain.entitlement.gates",
    ),
    Clause(
        "NOTE-7",
        "Master Services Agreement",
        "For further details on the terms and conditions of the provision of service please "
        "review the Master Services Agreement.",
        module="tam.domain.entitlement.contracts",
    ),
)

CLAUSES: Mapping[str, Clause] = MappingProxyType({clause.id: clause for clause in _TABLE})


def clause_of(clause_id: str) -> Clause:
    """The clause of this id; an unknown id is an error that names the range of known ones."""
    clause = CLAUSES.get(clause_id)
    if clause is None:
        raise UnknownClause(
            f"There is no clause {clause_id!r}; the clauses are TAM-01 to TAM-19 "
            "and NOTE-1 to NOTE-7."
        )
    return clause
