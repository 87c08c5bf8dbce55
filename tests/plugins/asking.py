"""Questions of an examples file, written short for the tests of `tam why`."""


def example(facts, *cases):
    lines = "\n".join(f"      - {case}" for case in cases)
    return f"examples:\n  - id: X-1\n    facts: {facts}\n    cases:\n{lines}\n"


DENVER = "site: {place: Denver, state: Colorado, country: US, zone: America/Denver}"
NORWAY = "site: {place: Oslo, country: NO, zone: Europe/Oslo}"


DUTIES = (
    "{level: four_hour_on_site, add_ons: [tam], tam_active_from: 2026-03-31, as_of: 2026-06-15, "
    + DENVER
    + ", case: {opened_on: 2026-04-01, resolved_on: 2026-04-10, reopened_on: null}}"
)
