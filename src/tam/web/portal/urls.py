"""Addresses of the portal."""

from django.urls import path

from tam.web.portal import cases, catalogue, home, ledger, libraries, reports, upload, why

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("cases/", cases.case_list, name="cases"),
    path("cases/new/", cases.case_new, name="case-new"),
    path("cases/<int:case_id>/", cases.case, name="case"),
    path("cases/<int:case_id>/answer/", cases.case_answer, name="case-answer"),
    path("libraries/", libraries.libraries, name="libraries"),
    path("libraries/<int:equipment_id>/", libraries.library, name="library"),
    path("libraries/<int:equipment_id>/months/", libraries.months, name="months"),
    path("findings/<int:finding_id>/", libraries.finding, name="finding"),
    path("owed/", ledger.ledger, name="ledger"),
    path("owed/<int:obligation_id>/", ledger.obligation, name="obligation"),
    path("why/", why.why, name="why"),
    path("why/<int:decision_id>/", why.decision, name="decision"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<int:report_id>/", reports.report, name="report"),
    path("reports/<int:report_id>/pdf/", reports.report_pdf, name="report-pdf"),
    path("reports/<int:report_id>/read/", reports.report_acknowledge, name="report-acknowledge"),
    path("upload/", upload.upload, name="upload"),
    path("bundles/<int:bundle_id>/", upload.bundle, name="bundle"),
    path("bundles/<int:bundle_id>/progress/", upload.bundle_progress, name="bundle-progress"),
    path("levels/", catalogue.matrix, name="levels"),
    path("levels/<slug:level_id>/", catalogue.level, name="level"),
    path("clauses/<slug:clause_id>/", catalogue.clause, name="clause"),
    path("readings/", catalogue.readings, name="readings"),
]
