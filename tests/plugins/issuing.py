"""Issuing a report of the sample account, for tests."""

import io
import re
from datetime import timedelta

from pypdf import PdfReader

from tam.apps.cases.models import Case
from tam.apps.obligations import selectors as obligations
from tam.apps.reports import selectors, services
from tam.apps.reports.models import StatusReport
from tam.domain.principals import Principal, Role, Scope

DAY = timedelta(days=1)


def ingrid(house):
    return Principal("Ingrid Solberg", house.representative, frozenset({(house.account, Role.TAM)}))


def scope(house):
    return Scope(frozenset({house.account}))


def issue(house, **changed):
    known = {
        "account_id": house.account,
        "until_on": None,
        "summary": "The drive was replaced.",
        "issued_at": house.now,
        "by": ingrid(house),
    }
    return services.issue_report(**{**known, **changed})


def owed(house, now=None):
    lines = obligations.ledger(scope=scope(house), now=now or house.now, account_id=house.account)
    return [line for line in lines if line.duty == "status-report"]


def page(house, report_id):
    return selectors.report(scope=scope(house), report_id=report_id)


def words_of(report_id):
    row = StatusReport.unscoped.get(pk=report_id)
    with selectors.open_pdf(sha256=row.pdf_sha256) as file:
        pages = PdfReader(io.BytesIO(file.read())).pages
        return re.sub(r"[\s\u200b]+", " ", " ".join(one.extract_text() for one in pages))


def library(house):
    return Case.unscoped.filter(account_id=house.account).first().equipment_id
