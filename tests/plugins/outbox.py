"""Notices for tests: one for each stakeholder of the sample account."""

from tam.apps.notices import services
from tam.apps.notices.facts import Kind, NewNotice, Person
from tam.apps.people import selectors as people
from tam.domain.principals import Scope, system

ENGINE = system("engine")


def stakeholders(house):
    return people.stakeholders(scope=Scope(frozenset({house.account})), account_id=house.account)


def new_notice(house, who=None, **changed):
    who = who or stakeholders(house)[0]
    known = {
        "account_id": house.account,
        "kind": Kind.STATUS_REPORT,
        "clause": "TAM-08",
        "cause": "report:1",
        "to": Person(who.name, who.email, who.id),
        "reply_to": Person("Ingrid Solberg", "ingrid.solberg@vendor.example"),
        "subject": "Status report 1 for Northern Lights Research",
        "body": f"Hello {who.name},\n\nThe report is attached.\n",
    }
    return NewNotice(**{**known, **changed})


def plan_all(house, **changed):
    """One planned notice for each of the three stakeholders, by name."""
    return [
        services.plan_notice(new=new_notice(house, who, **changed), at=house.now, by=ENGINE)
        for who in stakeholders(house)
    ]
